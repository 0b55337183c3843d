package dev.homeport.config;

import org.tomlj.Toml;

/** Shows a text of the file in a message: quoted, on one line, not endless. */
final class Quoted {
    private static final int LENGTH_MAX = 80;

    private Quoted() {}

    static String of(String text) {
        String shown = text.length() > LENGTH_MAX ? text.substring(0, LENGTH_MAX) + "…" : text;
        return "\"" + Toml.tomlEscape(shown) + "\"";
    }
}
