package dev.homeport.dns.load;

import java.util.OptionalInt;

/** Reads times to live: seconds or units as in {@code 1h30m}. */
final class Ttl {
    private static final String UNITS = "smhdw";
    private static final long[] SECONDS = {1, 60, 3600, 86_400, 604_800};

    private Ttl() {}

    /** Seconds, or nothing when the text is no time to live of 0 to 2^31-1 (RFC 2181 8). */
    static OptionalInt parse(String text) {
        long total = 0;
        long number = -1;
        boolean units = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                number = Math.max(number, 0) * 10 + (c - '0');
            } else {
                int unit = UNITS.indexOf(c >= 'A' && c <= 'Z' ? c + 32 : c);
                if (unit < 0 || number < 0) return OptionalInt.empty();
                total += number * SECONDS[unit];
                number = -1;
                units = true;
            }
            if (number > Integer.MAX_VALUE || total > Integer.MAX_VALUE) return OptionalInt.empty();
        }
        // Plain seconds, or units to the end: "1h30" is a slip rather than a time.
        if (number >= 0 == units || text.isEmpty()) return OptionalInt.empty();
        return OptionalInt.of((int) (units ? total : number));
    }
}
