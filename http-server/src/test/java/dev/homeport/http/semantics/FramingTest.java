package dev.homeport.http.semantics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.homeport.http.semantics.Framing.Version;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class FramingTest {

    private static Framing of(List<String> lengths, List<String> codings) {
        return Framing.of(Version.HTTP_1_1, lengths, codings);
    }

    @Test
    void withoutFieldsThereIsNoContent() {
        assertEquals(new Framing.None(), of(List.of(), List.of()));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "' 12 ', 12", "'\t7', 7", "999999999999999999, 999999999999999999"})
    void readsTheLength(String value, long bytes) {
        assertEquals(new Framing.Length(bytes), of(List.of(value), List.of()));
    }

    @Test
    void aLengthOfNothingIsNoContent() {
        assertEquals(new Framing.None(), of(List.of("0"), List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "+1",
                "-1",
                "01",
                "00",
                "1 1",
                "1,1",
                "1, 1",
                "0x1",
                "1e3",
                "1.0",
                "1;",
                "１",
                "1000000000000000000",
                "1\u000b",
                "\u00a01",
                "a",
                "\"1\""
            })
    void refusesEveryOtherLength(String value) {
        assertInstanceOf(Framing.Refused.class, of(List.of(value), List.of()));
    }

    @Test
    void refusesMoreThanOneLength() {
        assertInstanceOf(Framing.Refused.class, of(List.of("1", "1"), List.of()));
        assertInstanceOf(Framing.Refused.class, of(List.of("1", "2"), List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"chunked", "CHUNKED", " Chunked "})
    void knowsChunked(String value) {
        assertEquals(new Framing.Chunked(), of(List.of(), List.of(value)));
    }

    @ParameterizedTest
    @CsvSource({
        "gzip, 400",
        "identity, 400",
        "'', 400",
        "chunked;q=1, 400",
        "'chunked,', 400",
        "',chunked', 400",
        "'chunked, chunked', 400",
        "'chunked, gzip', 400",
        "'gzip, chunked', 501",
        "x chunked, 400",
        "xchunked, 400",
        "'chunked\u000b', 400",
        "\"chunked\", 400",
    })
    void refusesEveryOtherCoding(String value, int status) {
        Framing framing = of(List.of(), List.of(value));
        assertEquals(status, assertInstanceOf(Framing.Refused.class, framing).status());
    }

    @Test
    void refusesTwoCodingFields() {
        assertInstanceOf(Framing.Refused.class, of(List.of(), List.of("chunked", "chunked")));
        assertInstanceOf(Framing.Refused.class, of(List.of(), List.of("chunked", "identity")));
    }

    @Test
    void refusesBothLengthAndCoding() {
        assertInstanceOf(Framing.Refused.class, of(List.of("1"), List.of("chunked")));
        assertInstanceOf(Framing.Refused.class, of(List.of("0"), List.of("chunked")));
    }

    @Test
    void refusesCodingsInHttp10() {
        assertInstanceOf(
                Framing.Refused.class, Framing.of(Version.HTTP_1_0, List.of(), List.of("chunked")));
    }
}
