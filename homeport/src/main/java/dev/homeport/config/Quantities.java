package dev.homeport.config;

import java.time.Duration;
import java.util.Map;

/**
 * Reads lengths of time and numbers of bytes as people write them: {@code "10s"}, {@code "1MiB"}.
 */
final class Quantities {
    private static final int DIGITS_MAX = 12;
    private static final Map<String, Duration> TIMES =
            Map.of(
                    "ms", Duration.ofMillis(1),
                    "s", Duration.ofSeconds(1),
                    "m", Duration.ofMinutes(1),
                    "h", Duration.ofHours(1),
                    "d", Duration.ofDays(1));
    private static final Map<String, Long> BYTES =
            Map.of(
                    "B", 1L,
                    "kB", 1_000L,
                    "MB", 1_000_000L,
                    "GB", 1_000_000_000L,
                    "KiB", 1L << 10,
                    "MiB", 1L << 20,
                    "GiB", 1L << 30);

    private Quantities() {}

    static Duration parseDuration(String text) throws BadValue {
        int digits = digits(text);
        Duration unit = TIMES.get(text.substring(digits));
        if (digits == 0 || digits > DIGITS_MAX || unit == null) {
            throw new BadValue(
                    Quoted.of(text) + " is no length of time",
                    "write a whole number and ms, s, m, h or d, such as \"10s\"");
        }
        return unit.multipliedBy(Long.parseLong(text.substring(0, digits)));
    }

    static long parseBytes(String text) throws BadValue {
        int digits = digits(text);
        Long unit = BYTES.get(text.substring(digits));
        if (digits == 0 || digits > DIGITS_MAX || unit == null) {
            throw new BadValue(
                    Quoted.of(text) + " is no number of bytes",
                    "write a whole number and B, kB, KiB, MB, MiB, GB or GiB, such as \"1MiB\"");
        }
        long number = Long.parseLong(text.substring(0, digits));
        return number > Long.MAX_VALUE / unit ? Long.MAX_VALUE : number * unit;
    }

    /** The shortest way to write a number of bytes exactly. */
    static String bytes(long number) {
        if (number >= 1L << 30 && number % (1L << 30) == 0) return (number >> 30) + "GiB";
        if (number >= 1L << 20 && number % (1L << 20) == 0) return (number >> 20) + "MiB";
        if (number >= 1L << 10 && number % (1L << 10) == 0) return (number >> 10) + "KiB";
        return number + "B";
    }

    /** The shortest way to write a length of time to the millisecond. */
    static String duration(Duration time) {
        long millis = time.toMillis();
        if (millis % 86_400_000 == 0 && millis > 0) return millis / 86_400_000 + "d";
        if (millis % 3_600_000 == 0 && millis > 0) return millis / 3_600_000 + "h";
        if (millis % 60_000 == 0 && millis > 0) return millis / 60_000 + "m";
        return millis % 1_000 == 0 ? millis / 1_000 + "s" : millis + "ms";
    }

    private static int digits(String text) {
        int end = 0;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') end++;
        return end;
    }
}
