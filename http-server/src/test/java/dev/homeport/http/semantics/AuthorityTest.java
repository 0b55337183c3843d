package dev.homeport.http.semantics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Optional;

class AuthorityTest {

    @ParameterizedTest
    @CsvSource({
        "foobar.com, foobar.com, 0",
        "FooBar.COM, foobar.com, 0",
        "foobar.com., foobar.com, 0",
        "foobar.com:8080, foobar.com, 8080",
        "foobar.com:, foobar.com, 0",
        "foobar.com.:80, foobar.com, 80",
        "localhost, localhost, 0",
        "a_b.example, a_b.example, 0",
        "xn--bcher-kva.example, xn--bcher-kva.example, 0",
        "127.0.0.1:1, 127.0.0.1, 1",
        "[::1], [::1], 0",
        "[::1]:65535, [::1], 65535",
        "[2001:DB8::1]:443, [2001:db8::1], 443",
        "[::ffff:192.0.2.1], [::ffff:192.0.2.1], 0",
        "[1:2:3:4:5:6:7:8], [1:2:3:4:5:6:7:8], 0",
        "[::], [::], 0",
    })
    void readsHostAndPort(String text, String host, int port) {
        assertEquals(Optional.of(new Authority(host, port)), Authority.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":80",
                ".",
                "a..b",
                ".a",
                "a b",
                " a",
                "a ",
                "a,b",
                "a/b",
                "a?b",
                "a#b",
                "a@b",
                "user:pw@a",
                "a:0",
                "a:65536",
                "a:+80",
                "a:-1",
                "a:8o",
                "a:80:80",
                "a:000080",
                "é.example",
                "a%41",
                "a\\b",
                "[::1",
                "::1",
                "[]",
                "[::1]x",
                "[::1::]",
                "[1:2:3]",
                "[1:2:3:4:5:6:7:8:9]",
                "[::12345]",
                "[::g]",
                "[fe80::1%25eth0]",
                "[1.2.3.4]",
                "[::1.2.3]",
                "[::1.2.3.256]",
                "[v1.a]",
            })
    void refusesWhatIsNoHost(String text) {
        assertEquals(Optional.empty(), Authority.parse(text));
    }

    @Test
    void boundsNamesAsDnsDoes() {
        String label = "a".repeat(63);
        assertTrue(Authority.parse(label + ".b").isPresent());
        assertFalse(Authority.parse(label + "a.b").isPresent());
        String name = (label + ".").repeat(3) + "a".repeat(61);
        assertEquals(253, name.length());
        assertTrue(Authority.parse(name).isPresent());
        assertFalse(Authority.parse(name + "a").isPresent());
    }
}
