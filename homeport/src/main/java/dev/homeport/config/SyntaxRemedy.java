package dev.homeport.config;

/** What to do about a mistake of TOML itself, by what the parser says of it. */
final class SyntaxRemedy {
    private SyntaxRemedy() {}

    static String of(String message) {
        if (message.contains("previously defined")) return "keep one of the two";
        if (message.contains("expected a value"))
            return "write a value, and texts in quotation marks";
        if (message.contains("expected ]")) return "close the bracket";
        if (message.contains("expected \" or")) return "close the quotation marks in the same line";
        if (message.contains("expected a newline")) return "write one key and value in a line";
        if (message.contains("escape sequence")) {
            return "double the backslash, or use single quotation marks";
        }
        return "write key = value lines and [table] headings, as TOML 1.0 has them";
    }
}
