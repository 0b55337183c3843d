package dev.homeport.ca;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

class CheckedTest {
    @TempDir private Path folder;

    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void whatHeldOnceIsNotCheckedAgainAtTheNextStart() {
        assertTrue(Checked.in(file()).holds(this::good, bytes("certificate"), bytes("key")));
        assertTrue(Checked.in(file()).holds(this::bad, bytes("certificate"), bytes("key")));
        assertEquals(1, asked.get());
    }

    @Test
    void otherBytesAreCheckedAnew() {
        assertTrue(Checked.in(file()).holds(this::good, bytes("certificate"), bytes("key")));
        assertFalse(Checked.in(file()).holds(this::bad, bytes("certificate"), bytes("kex")));
        assertFalse(Checked.in(file()).holds(this::bad, bytes("certificatek"), bytes("ey")));
    }

    @Test
    void aFailureIsNotRemembered() {
        assertFalse(Checked.in(file()).holds(this::bad, bytes("key")));
        assertTrue(Checked.in(file()).holds(this::good, bytes("key")));
    }

    @Test
    void aFileThatCannotBeUsedCostsNothingButTheCheck() throws IOException {
        Files.createDirectory(file());
        assertTrue(Checked.in(file()).holds(this::good, bytes("key")));
        assertFalse(Checked.in(file()).holds(this::bad, bytes("key")));
    }

    @Test
    void theOldestIsForgottenFirst() {
        Checked checked = Checked.in(file());
        for (int i = 0; i < 65; i++) assertTrue(checked.holds(this::good, bytes("key " + i)));
        assertFalse(checked.holds(this::bad, bytes("key 0")));
        assertTrue(checked.holds(this::bad, bytes("key 1")));
    }

    private boolean good() {
        return asked.incrementAndGet() > 0;
    }

    private boolean bad() {
        return asked.incrementAndGet() < 0;
    }

    private Path file() {
        return folder.resolve("checked");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
