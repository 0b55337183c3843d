package dev.homeport.dns.load;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
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

    private static final int WIDTH_MAX = 255;
    private static final Pattern RANGE =
            Pattern.compile("(\\d{1,10})-(\\d{1,10})(?:/(\\d{1,10}))?");
    private static final Pattern PLACE =
            Pattern.compile(
                    "\\\\.|\\$\\$|\\$\\{(-?\\d{1,10})(?:,(\\d{1,3})(?:,([doxXnN]))?)?\\}|\\$",
                    Pattern.DOTALL);

    /** Reads {@code 1-10} or {@code 1-10/2}; nothing when that is no range of bearable size. */
    static Optional<Generate> parse(String text) {
        Matcher range = RANGE.matcher(text);
        if (!range.matches()) return Optional.empty();
        long step = range.group(3) == null ? 1 : Long.parseLong(range.group(3));
        var generate =
                new Generate(Long.parseLong(range.group(1)), Long.parseLong(range.group(2)), step);
        boolean bearable =
                step > 0 && generate.first <= generate.last && generate.last <= Integer.MAX_VALUE;
        return bearable && generate.count() <= RECORDS_MAX
                ? Optional.of(generate)
                : Optional.empty();
    }

    long count() {
        return (last - first) / step + 1;
    }

    /** Whether every place of a template can be filled. */
    static boolean isTemplate(String template) {
        Matcher matcher = PLACE.matcher(template);
        while (matcher.find()) {
            // What looks like modifiers and is not understood would silently become other names.
            boolean bare = matcher.group().equals("$");
            if (bare && template.startsWith("{", matcher.end())) return false;
            boolean wide = matcher.group(2) != null && width(matcher) > WIDTH_MAX;
            if (wide) return false;
        }
        return true;
    }

    /** Puts a number into each place of a template; both are characters that stand for bytes. */
    static byte[] fill(String template, long number) {
        return PLACE.matcher(template)
                .replaceAll(place -> Matcher.quoteReplacement(value(place, number)))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static int width(MatchResult place) {
        return place.group(2) == null ? 0 : Integer.parseInt(place.group(2));
    }

    private static String value(MatchResult place, long number) {
        String found = place.group();
        if (found.startsWith("\\")) return found;
        if (found.equals("$$")) return "\\$";
        if (place.group(1) == null) return Long.toString(number);
        long shifted = number + Long.parseLong(place.group(1));
        String base = place.group(3) == null ? "d" : place.group(3);
        return switch (base) {
            case "n" -> nibbles(shifted, width(place));
            case "N" -> nibbles(shifted, width(place)).toUpperCase(Locale.ROOT);
            default -> padded(digits(shifted, base), width(place));
        };
    }

    private static String digits(long value, String base) {
        return switch (base) {
            case "o" -> Integer.toOctalString((int) value);
            case "x" -> Integer.toHexString((int) value);
            case "X" -> Integer.toHexString((int) value).toUpperCase(Locale.ROOT);
            default -> Long.toString(value);
        };
    }

    private static String padded(String digits, int width) {
        String zeros = "0".repeat(Math.max(0, width - digits.length()));
        return digits.startsWith("-") ? "-" + zeros + digits.substring(1) : zeros + digits;
    }

    /** Hexadecimal digits from the last to the first with dots between; the width counts both. */
    private static String nibbles(long value, int width) {
        StringBuilder text = new StringBuilder();
        int rest = (int) value;
        do {
            text.append(Character.forDigit(rest & 0xf, 16));
            rest >>>= 4;
            // An even width ends in a dot, which makes the name absolute: so does BIND.
            if (rest != 0 || text.length() < width) text.append('.');
        } while (rest != 0 || text.length() < width);
        return text.toString();
    }
}
