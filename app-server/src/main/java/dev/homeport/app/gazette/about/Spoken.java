package dev.homeport.app.gazette.about;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Figures as people say them. */
final class Spoken {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private Spoken() {}

    /** {@code bytes} in the unit that suits, a kilobyte having 1000. */
    static String bytes(long bytes) {
        if (bytes < 1000) return bytes + " bytes";
        if (bytes < 1_000_000) return scaled(bytes, 1000, "kB");
        if (bytes < 1_000_000_000) return scaled(bytes, 1_000_000, "MB");
        return scaled(bytes, 1_000_000_000, "GB");
    }

    private static String scaled(long bytes, long unit, String name) {
        return String.format(Locale.ROOT, "%.1f %s", (double) bytes / unit, name);
    }

    /** {@code duration} in its two largest units. */
    static String duration(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 60) return count(seconds, "second");
        long minutes = seconds / 60;
        if (minutes < 60) return count(minutes, "minute") + " and " + count(seconds % 60, "second");
        long hours = minutes / 60;
        if (hours < 48) return count(hours, "hour") + " and " + count(minutes % 60, "minute");
        return count(hours / 24, "day") + " and " + count(hours % 24, "hour");
    }

    /** {@code number} things called {@code noun}. */
    static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /** {@code items} with commas and a final "and". */
    static String list(List<String> items) {
        if (items.size() < 2) return String.join("", items);
        String most = String.join(", ", items.subList(0, items.size() - 1));
        return most + " and " + items.getLast();
    }

    static String time(Instant instant) {
        return TIME.format(instant);
    }
}
