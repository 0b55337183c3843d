package dev.homeport.log;

import java.time.Instant;

/** Writes one flat JSON object, field by field. */
final class JsonLine {
    private final StringBuilder line;
    private char separator = '{';

    JsonLine(StringBuilder line) {
        this.line = line;
    }

    JsonLine field(String name, String value) {
        name(name);
        line.append('"');
        Escape.json(value, line);
        line.append('"');
        return this;
    }

    JsonLine field(String name, Instant value) {
        name(name);
        line.append('"');
        Timestamps.iso(value, line);
        line.append('"');
        return this;
    }

    JsonLine field(String name, long value) {
        name(name);
        line.append(value);
        return this;
    }

    void end() {
        line.append('}');
    }

    private void name(String name) {
        line.append(separator).append('"').append(name).append("\":");
        separator = ',';
    }
}
