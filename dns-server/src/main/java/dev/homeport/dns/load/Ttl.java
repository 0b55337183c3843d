package dev.homeport.dns.load;

/** Reads lengths of time: seconds or units as in {@code 1h30m}. */
final class Ttl {
    /** The longest time to live (RFC 2181 8). */
    static final long RECORD_MAX = Integer.MAX_VALUE;

    /** What the fields of an SOA record hold. */
    static final long FIELD_MAX = 0xffff_ffffL;

    private Ttl() {}

    /** Seconds, or -1 when the word is no length of time up to a bound. */
    static long parse(byte[] text, int from, int end, long secondsMax) {
        long total = 0;
        long number = -1;
        boolean units = false;
        for (int i = from; i < end; i++) {
            byte b = text[i];
            if (Escapes.isDigit(b)) {
                number = Math.max(number, 0) * 10 + (b - '0');
            } else {
                long unit = unitSeconds(b);
                if (unit == 0 || number < 0) return -1;
                total += number * unit;
                number = -1;
                units = true;
            }
            if (number > secondsMax || total > secondsMax) return -1;
        }
        // Plain seconds, or units to the end: "1h30" is a slip rather than a time.
        if (number >= 0 == units || from == end) return -1;
        return units ? total : number;
    }

    private static long unitSeconds(byte b) {
        return switch (b) {
            case 's', 'S' -> 1;
            case 'm', 'M' -> 60;
            case 'h', 'H' -> 3600;
            case 'd', 'D' -> 86_400;
            case 'w', 'W' -> 604_800;
            default -> 0;
        };
    }
}
