package dev.homeport.log;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;

/**
 * Writes points of time in UTC. By hand, because a {@code DateTimeFormatter} took most of a line,
 * which now costs about 0.5 µs of CPU in the combined format.
 */
final class Timestamps {
    private static final String[] MONTHS = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
    };

    /** The second written last, which most lines share; replaced whole. */
    private static volatile Written last = new Written(Long.MIN_VALUE, "");

    private record Written(long second, String text) {}

    private Timestamps() {}

    /** {@code 23/Nov/2026:05:06:07 +0000}. */
    static void combined(Instant instant, StringBuilder line) {
        Written written = last;
        if (written.second() != instant.getEpochSecond()) {
            StringBuilder text = new StringBuilder(26);
            write(instant, text);
            last = written = new Written(instant.getEpochSecond(), text.toString());
        }
        line.append(written.text());
    }

    private static void write(Instant instant, StringBuilder line) {
        LocalDateTime time = utc(instant);
        digits(time.getDayOfMonth(), 10, line);
        line.append('/').append(MONTHS[time.getMonthValue() - 1]).append('/');
        digits(time.getYear(), 1000, line);
        line.append(':');
        clock(time, line);
        line.append(" +0000");
    }

    /** {@code 2026-11-23T05:06:07.089Z} (RFC 3339), always with milliseconds. */
    static void iso(Instant instant, StringBuilder line) {
        LocalDateTime time = utc(instant);
        digits(time.getYear(), 1000, line);
        line.append('-');
        digits(time.getMonthValue(), 10, line);
        line.append('-');
        digits(time.getDayOfMonth(), 10, line);
        line.append('T');
        clock(time, line);
        line.append('.');
        digits(time.get(ChronoField.MILLI_OF_SECOND), 100, line);
        line.append('Z');
    }

    private static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofEpochSecond(
                instant.getEpochSecond(), instant.getNano(), ZoneOffset.UTC);
    }

    private static void clock(LocalDateTime time, StringBuilder line) {
        digits(time.getHour(), 10, line);
        line.append(':');
        digits(time.getMinute(), 10, line);
        line.append(':');
        digits(time.getSecond(), 10, line);
    }

    /** The number with leading zeros, from the digit of this place on. */
    private static void digits(int number, int place, StringBuilder line) {
        for (int at = place; at > 0; at /= 10) line.append((char) ('0' + number / at % 10));
    }
}
