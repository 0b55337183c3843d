package dev.homeport.http.semantics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.homeport.http.Headers;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Optional;

class AcceptEncodingTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|IDENTITY",
                "gzip|GZIP",
                "GZIP|GZIP",
                "x-gzip|GZIP",
                "br|BR",
                "gzip, br|BR",
                "gzip, deflate, br, zstd|BR",
                "gzip;q=1, br;q=0.5|GZIP",
                "gzip;q=0.5, br;q=0.501|BR",
                "br;q=0|IDENTITY",
                "br;q=0, gzip|GZIP",
                "br;q=0.000, gzip;q=0|IDENTITY",
                "*|BR",
                "*;q=0.1|BR",
                "zstd|ZSTD",
                "br;q=0.9, zstd|ZSTD",
                "zstd;q=0, br;q=0, *|GZIP",
                "br;q=0, *|ZSTD",
                "identity|IDENTITY",
                "identity, gzip;q=0.9|IDENTITY",
                "gzip;q=0.9, identity;q=0.5|GZIP",
                "identity;q=0|NONE",
                "*;q=0|NONE",
                "identity;q=0, gzip|GZIP",
                "identity;q=0, deflate|NONE",
                "*;q=0, identity;q=1|IDENTITY",
                "*;q=0, gzip|GZIP",
                "deflate|IDENTITY",
                "gzip;q=2|IDENTITY",
                "gzip;q=1.001|IDENTITY",
                "gzip;q=0.0001|IDENTITY",
                "gzip;q=|IDENTITY",
                "gzip;q=-1|IDENTITY",
                "gzip;q=.5|IDENTITY",
                "gzip;x=1|IDENTITY",
                "gzip;|IDENTITY",
                "gzip ; q=0.5|GZIP",
                "gzip;Q=0.5|GZIP",
                ",,gzip,,|GZIP",
                "gzipx|IDENTITY",
            })
    void picksWhatTheClientLikes(String field, String picked) {
        assertEquals(picked, pick(AcceptEncoding.parse(field)));
    }

    private static String pick(AcceptEncoding accepted) {
        Optional<Coding> coding = accepted.pick(List.of(Coding.values()));
        return coding.map(Coding::name).orElse("NONE");
    }

    @Test
    void withoutTheFieldNothingIsCoded() {
        assertEquals("IDENTITY", pick(AcceptEncoding.of(Headers.none())));
    }

    @Test
    void severalLinesAreOneList() {
        Headers request = Headers.of("accept-encoding", "gzip", "Accept-Encoding", "br");
        assertEquals("BR", pick(AcceptEncoding.of(request)));
    }

    @Test
    void picksOnlyWhatThereIs() {
        AcceptEncoding accepted = AcceptEncoding.parse("br, gzip");
        assertEquals(
                Optional.of(Coding.GZIP), accepted.pick(List.of(Coding.GZIP, Coding.IDENTITY)));
    }
}
