package dev.homeport.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Optional;

/** Every name of a zone is one segment of a path, and plain names are themselves. */
class ZonePathTest {
    @ParameterizedTest
    @CsvSource({
        "foobar.com, foobar.com",
        "_Tcp.a-b.example., _Tcp.a-b.example.",
        "., ~2e",
        ".., ~2e~2e",
        "0/25.2.0.192.in-addr.arpa, 0~2f25.2.0.192.in-addr.arpa",
        "a\\.b~.example, a~5c.b~7e.example",
        "ü, ~c3~bc",
    })
    void aNameIsASegmentAndBack(String zone, String segment) {
        assertEquals(segment, ZonePath.encode(zone));
        assertEquals(Optional.of(zone), ZonePath.decode(segment));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "~", "~2", "~2g", "~+1", "a/b", "ü"})
    void anythingElseIsNoName(String segment) {
        assertEquals(Optional.empty(), ZonePath.decode(segment));
    }
}
