package dev.homeport.storage.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;

import dev.homeport.storage.Collection;
import dev.homeport.storage.StoreLimits;
import dev.homeport.storage.StoreProblem;

import java.nio.charset.StandardCharsets;

/** Whatever a body is, it gives the indexed values or a named refusal. */
class BodiesFuzzTest {
    private static final StoreLimits LIMITS = StoreLimits.DEFAULT.withBody(4096, 8);
    private static final Collection COLLECTION = Collection.of("c").text("t").integer("n");

    @FuzzTest(maxDuration = "1m")
    void everyBodyIsReadOrRefused(byte[] input) {
        // Latin-1 reaches odd characters, UTF-16 also halves of surrogate pairs.
        check(new String(input, StandardCharsets.UTF_8));
        check(new String(input, StandardCharsets.UTF_16BE));
    }

    private static void check(String body) {
        var bodies = new Bodies(LIMITS);
        try {
            Object[] values = bodies.values(COLLECTION, "id", body);
            assertEquals(2, values.length);
            String text = (String) values[0];
            assertTrue(values[1] instanceof Long);
            assertTrue(Utf8.length(text) <= LIMITS.indexedTextBytesMax());
            assertTrue(Utf8.length(body) <= LIMITS.bodyBytesMax());
            assertEquals(
                    text,
                    new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
        } catch (StoreProblem.Invalid refusal) {
            assertTrue(String.valueOf(refusal.getMessage()).startsWith("c/id: "));
        } catch (StoreProblem other) {
            throw new AssertionError(other);
        }
    }
}
