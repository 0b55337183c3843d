package dev.homeport.app.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;

import dev.homeport.http.Headers;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class CookiesTest {

    private static Optional<String> find(String name, String... lines) {
        Headers headers = Headers.none();
        for (String line : lines) headers = headers.and("Cookie", line);
        return Cookies.find(headers, name);
    }

    @Test
    void findsACookieAmongOthers() {
        assertEquals(Optional.of("2"), find("b", "a=1; b=2; c=3"));
        assertEquals(Optional.of("2"), find("b", "a=1;b=2"));
        assertEquals(Optional.of("x=y"), find("a", "a=x=y"));
        assertEquals(Optional.of("q"), find("a", "a=\"q\""));
        assertEquals(Optional.of(""), find("a", "a="));
        assertEquals(Optional.empty(), find("z", "a=1"));
    }

    @Test
    void joinsTheLinesHttp2SplitsTheFieldInto() {
        assertEquals(Optional.of("2"), find("b", "a=1", "b=2"));
        assertEquals(Optional.empty(), find("b", "b=1", "b=2"));
    }

    @Test
    void trustsNeitherOfTwoCookiesOfOneName() {
        assertEquals(Optional.empty(), find("session", "session=planted; session=mine"));
    }

    @Test
    void tellsNamesApartByCase() {
        assertEquals(Optional.empty(), find("session", "Session=1"));
    }

    @Test
    void passesOverWhatIsNoCookie() {
        assertEquals(
                Map.of("a", List.of("1"), "b", List.of("2")),
                Cookies.read("a=1; ;;=x; nonsense; c=1 2; d=\"; e=x,y; b=2"));
    }

    @Test
    void readsToTheLimitsAndNoFurther() {
        String most = "a=1;".repeat(Cookies.COUNT_MAX - 1);
        assertEquals(1, Cookies.read(most + "b=2").getOrDefault("b", List.of()).size());
        assertEquals(Map.of(), Cookies.read(most + "b=2;c=3"));
        String filler = "f=" + "x".repeat(Cookies.CHARACTERS_MAX - 6);
        assertEquals(2, Cookies.read(filler + ";a=1").size());
        assertEquals(Map.of(), Cookies.read(filler + "x;a=1"));
    }

    /** Any text gives cookies within the limits. */
    @FuzzTest
    void readsAnything(byte[] bytes) {
        var cookies = Cookies.read(new String(bytes, StandardCharsets.ISO_8859_1));
        Assertions.assertTrue(cookies.size() <= Cookies.COUNT_MAX);
        cookies.forEach((name, values) -> Assertions.assertFalse((name + values).contains(";")));
    }
}
