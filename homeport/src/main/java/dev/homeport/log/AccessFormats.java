package dev.homeport.log;

/** The forms of the access log. */
public final class AccessFormats {
    private AccessFormats() {}

    /**
     * The combined log format of Apache httpd, which every log reader knows: {@code %h %l %u %t
     * "%r" %>s %b "%{Referer}i" "%{User-agent}i"}, with times in UTC.
     */
    public static void combined(AccessEntry entry, StringBuilder line) {
        Escape.word(entry.remote(), line);
        line.append(" - - [");
        Timestamps.combined(entry.instant(), line);
        line.append("] \"");
        Escape.quoted(entry.method(), line);
        line.append(' ');
        Escape.quoted(entry.target(), line);
        line.append(' ');
        Escape.quoted(entry.protocol(), line);
        line.append("\" ").append(entry.status()).append(' ');
        if (entry.bytes() > 0) line.append(entry.bytes());
        else line.append('-');
        quotedOrDash(entry.referer(), line);
        quotedOrDash(entry.userAgent(), line);
    }

    private static void quotedOrDash(String text, StringBuilder line) {
        line.append(" \"");
        if (text.isEmpty()) line.append('-');
        else Escape.quoted(text, line);
        line.append('"');
    }

    /** One JSON object (RFC 8259) with every field of the entry under its own name. */
    public static void json(AccessEntry entry, StringBuilder line) {
        new JsonLine(line)
                .field("time", entry.instant())
                .field("remote", entry.remote())
                .field("method", entry.method())
                .field("target", entry.target())
                .field("host", entry.host())
                .field("protocol", entry.protocol())
                .field("status", entry.status())
                .field("bytes", entry.bytes())
                .field("nanos", entry.nanos())
                .field("referer", entry.referer())
                .field("userAgent", entry.userAgent())
                .field("requestId", entry.requestId())
                .end();
    }
}
