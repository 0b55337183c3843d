package dev.homeport.benchmarks.load;

import java.time.Duration;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a tool printed, searched for its numbers. */
record ToolText(String tool, String text) {
    /** The number in the first group; the text must have it. */
    double require(String pattern) {
        return find(pattern)
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        tool + " did not print " + pattern + ": " + text));
    }

    /** The number in the first group, where the text has it. */
    OptionalDouble find(String pattern) {
        Matcher matcher = Pattern.compile(pattern, Pattern.MULTILINE).matcher(text);
        if (!matcher.find()) return OptionalDouble.empty();
        return OptionalDouble.of(Double.parseDouble(matcher.group(1)));
    }

    /** A time in seconds in the first group; the text must have it. */
    Duration requireSeconds(String pattern) {
        return Duration.ofNanos(Math.round(require(pattern) * 1e9));
    }
}
