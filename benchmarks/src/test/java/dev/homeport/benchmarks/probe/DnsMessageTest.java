package dev.homeport.benchmarks.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.HexFormat;
import java.util.Optional;

class DnsMessageTest {
    @Test
    void aQuestionIsWrittenInWireForm() {
        assertEquals(
                "abcd"
                        + "0000"
                        + "0001"
                        + "0000"
                        + "0000"
                        + "0000"
                        + "03777777"
                        + "06666f6f626172"
                        + "03636f6d"
                        + "00"
                        + "001c"
                        + "0001",
                HexFormat.of().formatHex(new DnsQuestion("www.foobar.com", "AAAA").encode(0xabcd)));
    }

    @Test
    void aTypeAbove255TakesBothBytes() {
        assertEquals(
                "017800" + "0101" + "0001",
                HexFormat.of().formatHex(new DnsQuestion("x", "CAA").encode(1)).substring(24));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a..b", "a.", "a b", "ä"})
    void anythingElseIsNoName(String name) {
        assertThrows(IllegalArgumentException.class, () -> new DnsQuestion(name, "A"));
    }

    @Test
    void theHeaderOfAReplyIsRead() {
        assertEquals(
                Optional.of(new DnsReply(3, 258, true)),
                decode("abcd" + "8603" + "0001" + "0102" + "0000" + "0000"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abce86000001000000000000", // another id
                "abcd06000001000000000000", // a query
                "abcd860000010000000000" // cut off
            })
    void anythingElseIsNoReply(String hex) {
        assertEquals(Optional.empty(), decode(hex));
    }

    @Test
    void aReadWithoutBytesIsNoReply() {
        assertEquals(Optional.empty(), DnsReply.decode(new byte[12], -1, 0));
    }

    private static Optional<DnsReply> decode(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        return DnsReply.decode(bytes, bytes.length, 0xabcd);
    }
}
