package dev.homeport.testkit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class NameCacheCheckTest {

    @Test
    void aJvmThatAsksEachTimeIsGood() {
        assertDoesNotThrow(NameCacheCheck::require);
        assertDoesNotThrow(() -> new NameCacheCheck.Result(2, 2).require());
    }

    @Test
    void aJvmThatKeepsWhatItFoundIsToldWhatToDo() {
        var found =
                assertThrows(
                        IllegalStateException.class,
                        () -> new NameCacheCheck.Result(1, 2).require());
        assertThrows(IllegalStateException.class, () -> new NameCacheCheck.Result(2, 1).require());
        assertTrue(found.toString().contains("-Djava.security.properties"), found.toString());
    }
}
