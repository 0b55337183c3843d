package dev.homeport.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostNamesTest {
    private static final String LABEL = "a".repeat(63);

    @ParameterizedTest
    @CsvSource({
        "www.foobar.com, www.foobar.com",
        "WWW.FooBar.COM., www.foobar.com",
        "localhost, localhost",
        "xn--bcher-kva.example, xn--bcher-kva.example",
        "1.a-b.2x, 1.a-b.2x"
    })
    void aNameBecomesLowerCaseWithoutItsFinalDot(String text, String name) throws BadValue {
        assertEquals(name, HostNames.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "a..b",
                ".a",
                "a b",
                "a_b.com",
                "-a.com",
                "a-.com",
                "http://a.com",
                "a.com:80",
                "a.com/x",
                "127.0.0.1",
                "a.7",
                "*.a.com",
                "a.com\n",
                "a\u0000b.com"
            })
    void anythingElseIsRefused(String text) {
        assertThrows(BadValue.class, () -> HostNames.parse(text));
    }

    @Test
    void lengthsEndAtTheirBounds() throws BadValue {
        String longest = LABEL + "." + LABEL + "." + LABEL + "." + "a".repeat(61);
        assertEquals(253, HostNames.parse(longest).length());
        assertThrows(BadValue.class, () -> HostNames.parse(longest + "a"));
        assertThrows(BadValue.class, () -> HostNames.parse(LABEL + "a.com"));
    }

    @Test
    void aNameInAnotherScriptIsShownAsItIsToBeWritten() {
        var bad = assertThrows(BadValue.class, () -> HostNames.parse("bücher.example"));
        assertEquals("write it as \"xn--bcher-kva.example\"", bad.remedy());
    }
}
