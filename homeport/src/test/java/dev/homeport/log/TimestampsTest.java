package dev.homeport.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;

class TimestampsTest {
    /** The JDK's own formatter is the model. */
    @Test
    void theyAreAsTheJdkWritesThem() {
        var combined = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.US);
        var iso = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.US);
        for (int seed = 0; seed < 2_000; seed++) {
            Instant instant = Instant.ofEpochMilli(new Random(seed).nextLong(4_000_000_000_000L));
            var line = new StringBuilder();
            Timestamps.combined(instant, line);
            line.append(' ');
            Timestamps.iso(instant, line);
            var time = instant.atZone(ZoneOffset.UTC);
            assertEquals(
                    combined.format(time) + " " + iso.format(time),
                    line.toString(),
                    "seed " + seed);
        }
    }
}
