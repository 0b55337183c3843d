package dev.homeport.storage;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.function.Executable;

/** Expects a problem of one type whose message says certain things. */
public final class Refusal {
    private Refusal() {}

    public static void assertRefused(
            Class<? extends StoreProblem> type, Executable call, String... said) {
        String message = String.valueOf(assertThrows(type, call).getMessage());
        for (String part : said) assertTrue(message.contains(part), message + " lacks: " + part);
    }
}
