package dev.homeport.http.semantics;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.OptionalLong;

/** Dates in fields (RFC 9110 5.6.7), as seconds since 1970-01-01 UTC. */
public final class HttpDate {
    private static final List<String> DAYS =
            List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
    private static final List<String> LONG_DAYS =
            List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");
    private static final List<String> MONTHS =
            List.of(
                    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov",
                    "Dec");

    private HttpDate() {}

    /** {@code seconds} as an IMF-fixdate, for instance {@code Sun, 06 Nov 1994 08:49:37 GMT}. */
    public static String format(long seconds) {
        ZonedDateTime at = Instant.ofEpochSecond(seconds).atZone(ZoneOffset.UTC);
        StringBuilder text = new StringBuilder(29);
        text.append(DAYS.get(at.getDayOfWeek().getValue() - 1)).append(", ");
        digits(text, at.getDayOfMonth(), 2).append(' ');
        text.append(MONTHS.get(at.getMonthValue() - 1)).append(' ');
        digits(text, at.getYear(), 4).append(' ');
        digits(text, at.getHour(), 2).append(':');
        digits(text, at.getMinute(), 2).append(':');
        return digits(text, at.getSecond(), 2).append(" GMT").toString();
    }

    private static StringBuilder digits(StringBuilder text, int value, int width) {
        String digits = Integer.toString(value);
        for (int i = digits.length(); i < width; i++) text.append('0');
        return text.append(digits);
    }

    /**
     * Reads a date in any of the three formats; empty when it is none. {@code now}, in seconds, is
     * for the two digits a year has in the oldest one.
     */
    public static OptionalLong parse(String text, long now) {
        try {
            if (text.length() == 29) return imfFixdate(text);
            if (text.endsWith(" GMT")) return rfc850(text, now);
            if (text.length() == 24) return asctime(text);
            return OptionalLong.empty();
        } catch (DateTimeException e) {
            return OptionalLong.empty(); // A day or an hour that does not exist.
        }
    }

    private static OptionalLong imfFixdate(String text) {
        boolean shape =
                DAYS.contains(text.substring(0, 3))
                        && text.startsWith(", ", 3)
                        && text.charAt(7) == ' '
                        && text.charAt(11) == ' '
                        && text.charAt(16) == ' '
                        && text.endsWith(" GMT");
        if (!shape) return OptionalLong.empty();
        return instant(
                number(text, 12, 16),
                text.substring(8, 11),
                number(text, 5, 7),
                text.substring(17, 25));
    }

    /** RFC 9110 5.6.7: a year more than 50 years ahead is one of the last century. */
    private static OptionalLong rfc850(String text, long now) {
        int comma = text.indexOf(',');
        if (comma < 0 || text.length() != comma + 24) return OptionalLong.empty();
        boolean shape =
                LONG_DAYS.contains(text.substring(0, comma))
                        && text.charAt(comma + 1) == ' '
                        && text.charAt(comma + 4) == '-'
                        && text.charAt(comma + 8) == '-'
                        && text.charAt(comma + 11) == ' ';
        int short2 = number(text, comma + 9, comma + 11);
        if (!shape || short2 < 0) return OptionalLong.empty();
        int thisYear = Instant.ofEpochSecond(now).atZone(ZoneOffset.UTC).getYear();
        int year = thisYear - thisYear % 100 + short2;
        if (year > thisYear + 50) year -= 100;
        return instant(
                year,
                text.substring(comma + 5, comma + 8),
                number(text, comma + 2, comma + 4),
                text.substring(comma + 12, comma + 20));
    }

    private static OptionalLong asctime(String text) {
        boolean shape =
                DAYS.contains(text.substring(0, 3))
                        && text.charAt(3) == ' '
                        && text.charAt(7) == ' '
                        && text.charAt(10) == ' '
                        && text.charAt(19) == ' ';
        if (!shape) return OptionalLong.empty();
        int day = text.charAt(8) == ' ' ? number(text, 9, 10) : number(text, 8, 10);
        return instant(number(text, 20, 24), text.substring(4, 7), day, text.substring(11, 19));
    }

    private static OptionalLong instant(int year, String monthName, int day, String time) {
        int month = MONTHS.indexOf(monthName) + 1;
        int hour = number(time, 0, 2);
        int minute = number(time, 3, 5);
        int second = number(time, 6, 8);
        boolean shape = time.charAt(2) == ':' && time.charAt(5) == ':';
        if (!shape || year < 0 || month < 1 || day < 0 || hour < 0 || minute < 0 || second < 0) {
            return OptionalLong.empty();
        }
        // A leap second counts as the last ordinary one.
        int clipped = Math.min(second, second == 60 ? 59 : second);
        return OptionalLong.of(
                LocalDateTime.of(year, month, day, hour, minute, clipped)
                        .toEpochSecond(ZoneOffset.UTC));
    }

    private static int number(String text, int start, int end) {
        return (int) Ascii.decimal(text.substring(start, end));
    }
}
