package dev.homeport.http.semantics;

/** What part of a representation a request asks for (RFC 9110 14). */
public sealed interface ByteRange {

    /** All of it, or something that is answered with all of it. */
    record Whole() implements ByteRange {}

    /** {@code length} bytes from {@code offset}, at least one and within the representation. */
    record Part(long offset, long length) implements ByteRange {}

    /** Nothing of it: 416. */
    record Unsatisfiable() implements ByteRange {}

    /**
     * Reads {@code field}, the value of {@code Range}, for a representation of {@code length}
     * bytes. What is malformed, of an unknown unit or more than one range means the whole (RFC 9110
     * 14.2 allows it, and it bounds what one request can cost).
     */
    static ByteRange parse(String field, long length) {
        int equals = field.indexOf('=');
        if (equals < 0 || !Ascii.lower(field.substring(0, equals)).equals("bytes")) {
            return new Whole();
        }
        String set = Ascii.trim(field.substring(equals + 1));
        int dash = set.indexOf('-');
        if (dash < 0 || set.indexOf(',') >= 0) return new Whole();
        String first = set.substring(0, dash);
        String last = set.substring(dash + 1);
        if (!isDigits(first) || !isDigits(last)) return new Whole();
        if (first.isEmpty()) return last.isEmpty() ? new Whole() : suffix(clamped(last), length);
        return between(clamped(first), last.isEmpty() ? Long.MAX_VALUE : clamped(last), length);
    }

    private static ByteRange suffix(long bytes, long length) {
        if (bytes == 0) return new Unsatisfiable();
        // RFC 9110 14.1.2: a suffix longer than the whole is the whole, here also of nothing.
        if (length == 0) return new Whole();
        long part = Math.min(bytes, length);
        return new Part(length - part, part);
    }

    private static ByteRange between(long first, long last, long length) {
        if (last < first) return new Whole(); // RFC 9110 14.1.1: invalid.
        if (first >= length) return new Unsatisfiable();
        return new Part(first, Math.min(last, length - 1) - first + 1);
    }

    private static boolean isDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!Ascii.isDigit(text.charAt(i))) return false;
        }
        return true;
    }

    /** A number too large to count with is as good as the largest. */
    private static long clamped(String digits) {
        int zeros = 0;
        while (zeros < digits.length() - 1 && digits.charAt(zeros) == '0') zeros++;
        String significant = digits.substring(zeros);
        return significant.length() > 18 ? Long.MAX_VALUE - 1 : Ascii.decimal(significant);
    }
}
