package dev.homeport.dns.load;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The range and templates of a $GENERATE directive, as BIND defines them.
 *
 * @param first number of the range
 * @param last number of the range, inclusive
 * @param step between numbers, at least 1
 */
record Generate(long first, long last, long step) {
    /** More records than this from one line are taken for a slip. */
    static final int RECORDS_MAX = 65_536;

    private static final Pattern RANGE = Pattern.compile("(\\d{1,9})-(\\d{1,9})(?:/(\\d{1,9}))?");
    private static final Pattern PLACE =
            Pattern.compile(
                    "\\\\\\$|\\$\\$|\\$\\{(-?\\d{1,9})(?:,(\\d{1,2})(?:,([doxX]))?)?\\}|\\$");

    /** Reads {@code 1-10} or {@code 1-10/2}; nothing when that is no range of bearable size. */
    static Optional<Generate> parse(String text) {
        Matcher range = RANGE.matcher(text);
        if (!range.matches()) return Optional.empty();
        long step = range.group(3) == null ? 1 : Long.parseLong(range.group(3));
        var generate =
                new Generate(Long.parseLong(range.group(1)), Long.parseLong(range.group(2)), step);
        boolean bearable = step > 0 && generate.first <= generate.last;
        return bearable && generate.count() <= RECORDS_MAX
                ? Optional.of(generate)
                : Optional.empty();
    }

    long count() {
        return (last - first) / step + 1;
    }

    /** Puts a number into each place of a template. */
    static String fill(String template, long number) {
        return PLACE.matcher(template)
                .replaceAll(place -> Matcher.quoteReplacement(value(place, number)));
    }

    private static String value(java.util.regex.MatchResult place, long number) {
        String found = place.group();
        if (found.equals("\\$") || found.equals("$$")) return "\\$";
        if (place.group(1) == null) return Long.toString(number);
        long shifted = number + Long.parseLong(place.group(1));
        int width = place.group(2) == null ? 0 : Integer.parseInt(place.group(2));
        String digits = digits(shifted, place.group(3));
        return "0".repeat(Math.max(0, width - digits.length())) + digits;
    }

    private static String digits(long value, @org.jspecify.annotations.Nullable String base) {
        if (base == null) return Long.toString(value);
        return switch (base) {
            case "o" -> Long.toOctalString(value);
            case "x" -> Long.toHexString(value);
            case "X" -> Long.toHexString(value).toUpperCase(java.util.Locale.ROOT);
            default -> Long.toString(value);
        };
    }
}
