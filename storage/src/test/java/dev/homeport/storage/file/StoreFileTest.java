package dev.homeport.storage.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Only versions of SQLite that keep what they acknowledged are good enough. */
class StoreFileTest {
    @ParameterizedTest
    @CsvSource({
        "3.51.3, 0",
        "3.51.2, -1",
        "3.50.9, -1",
        "3.51, -1",
        "2.99.99, -1",
        "3.51.4, 1",
        "3.52.0, 1",
        "3.100.0, 1",
        "4.0.0, 1"
    })
    void versionsAreComparedByTheirNumbers(String version, int order) {
        assertEquals(order, StoreFile.compare(version));
    }
}
