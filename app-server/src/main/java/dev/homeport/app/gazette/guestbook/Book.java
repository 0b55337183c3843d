package dev.homeport.app.gazette.guestbook;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A page of the guestbook.
 *
 * @param entries what is on it
 * @param next the address of the next page, null when this is the last
 * @param draft what stands in the form
 * @param faults what is wrong with it, by field
 * @param token the form's token
 * @param notice a message for the visitor, null when there is none
 */
public record Book(
        List<Entry> entries,
        @Nullable String next,
        Draft draft,
        Map<String, List<String>> faults,
        String token,
        @Nullable String notice) {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    /** {@code instant} for people. */
    public static String day(Instant instant) {
        return DAY.format(instant);
    }

    /** Whether {@code field} has a fault. */
    public boolean isFaulty(String field) {
        return faults.containsKey(field);
    }

    /** What is wrong with {@code field}. */
    public List<String> faultsOf(String field) {
        return faults.getOrDefault(field, List.of());
    }

    /** The attribute that says which element tells what is wrong with {@code field}, or null. */
    public @Nullable String describedBy(String field) {
        return isFaulty(field) ? field + "-faults" : null;
    }

    /** The attribute that marks a field that has a fault, or null. */
    public @Nullable String invalid(String field) {
        return isFaulty(field) ? "true" : null;
    }
}
