package dev.homeport.http.semantics;

import java.util.ArrayList;
import java.util.List;

/** What of a representation a request asks for (RFC 9110 14). */
public sealed interface ByteRange {

    /** More ranges than this in one request are answered with the whole. */
    int RANGES_MAX = 32;

    /**
     * Ranges with no more bytes between them are joined: naming the second on its own would take
     * more (RFC 9110 15.3.7.2).
     */
    int GAP_BYTES_MAX = 80;

    /** All of it, or something that is answered with all of it. */
    record Whole() implements ByteRange {}

    /** {@code length} bytes from {@code offset}, at least one and within the representation. */
    record Part(long offset, long length) implements ByteRange {

        private long end() {
            return offset + length;
        }

        /** Whether one answer is better than two. */
        private boolean touches(Part other) {
            return offset <= other.end() + GAP_BYTES_MAX && other.offset <= end() + GAP_BYTES_MAX;
        }

        private Part joined(Part other) {
            long start = Math.min(offset, other.offset);
            return new Part(start, Math.max(end(), other.end()) - start);
        }
    }

    /**
     * At least two parts, apart from each other, in the order they were first asked for. Together
     * they are shorter than the whole.
     */
    record Parts(List<Part> parts) implements ByteRange {
        public Parts {
            parts = List.copyOf(parts);
        }
    }

    /** Nothing of it: 416. */
    record Unsatisfiable() implements ByteRange {}

    /**
     * Reads {@code field}, the value of {@code Range}, for a representation of {@code length}
     * bytes. What is malformed, of an unknown unit or of more than {@value #RANGES_MAX} ranges
     * means the whole (RFC 9110 14.2). No byte is in two parts, so that an answer never takes much
     * more than the representation itself.
     */
    static ByteRange parse(String field, long length) {
        int equals = field.indexOf('=');
        if (equals < 0 || !Ascii.lower(field.substring(0, equals)).equals("bytes")) {
            return new Whole();
        }
        List<Part> parts = new ArrayList<>(2);
        int count = 0;
        for (int start = equals + 1; start <= field.length(); ) {
            int comma = field.indexOf(',', start);
            int end = comma < 0 ? field.length() : comma;
            String spec = Ascii.trim(field.substring(start, end));
            start = end + 1;
            if (spec.isEmpty()) continue; // RFC 9110 5.6.1: empty elements are ignored.
            if (++count > RANGES_MAX) return new Whole();
            switch (one(spec, length)) {
                case Part part -> add(parts, part);
                case Unsatisfiable() -> {} // RFC 9110 14.2: one that can be answered suffices.
                case Whole() -> {
                    return new Whole();
                }
                case Parts _ -> throw new IllegalStateException("one range is not several");
            }
        }
        return count == 0 ? new Whole() : of(parts);
    }

    private static ByteRange of(List<Part> parts) {
        if (parts.isEmpty()) return new Unsatisfiable();
        return parts.size() == 1 ? parts.getFirst() : new Parts(parts);
    }

    /** Joins {@code part} with all it touches; what grows may come to touch others. */
    private static void add(List<Part> parts, Part part) {
        Part grown = part;
        int place = parts.size();
        for (int i = 0; i < parts.size(); ) {
            if (!parts.get(i).touches(grown)) {
                i++;
                continue;
            }
            grown = grown.joined(parts.remove(i));
            place = Math.min(place, i);
            i = 0;
        }
        parts.add(Math.min(place, parts.size()), grown);
    }

    private static ByteRange one(String spec, long length) {
        int dash = spec.indexOf('-');
        if (dash < 0) return new Whole();
        String first = spec.substring(0, dash);
        String last = spec.substring(dash + 1);
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
