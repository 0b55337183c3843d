package dev.homeport.http.semantics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.http.semantics.PathNormalizer.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.SplittableRandom;

class PathNormalizerTest {

    @ParameterizedTest
    @CsvSource({
        "/, /",
        "/a, /a",
        "/a/, /a/",
        "/a//b, /a//b",
        "//a, //a",
        "/a/./b, /a/b",
        "/a/., /a/",
        "/., /",
        "/./, /",
        "/a/.., /",
        "/a/../, /",
        "/a/../b, /b",
        "/a/b/../../c, /c",
        "/a/b/.., /a/",
        "/a/%2e/b, /a/b",
        "/a/%2E%2e/b, /b",
        "/a/.%2e/b, /b",
        "/.well-known/x, /.well-known/x",
        "/..., /...",
        "/a.b, /a.b",
        "/%61, /a",
        "/%7euser, /~user",
        "/a%20b, /a b",
        "/%C3%A9, /é",
        "/%e2%82%ac, /€",
        "/%F0%9F%8D%95, /🍕",
        "/%25, /%",
        "/%2525, /%25",
        "/a%3Fb, /a?b",
        "/a%23b, /a#b",
        "/a:b@c;d=e&f+g$h!i*j'k(l), /a:b@c;d=e&f+g$h!i*j'k(l)",
        "/[x]|^, /[x]|^",
        "/..;/a, /..;/a",
        "/a/..b/..c., /a/..b/..c.",
    })
    void bringsPathsIntoOneForm(String raw, String normal) {
        assertEquals(new Path.Normal(normal), PathNormalizer.normalize(raw));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "*",
                "/..",
                "/../",
                "/../a",
                "/a/../..",
                "/a/../../b",
                "/%2e%2e/etc/passwd",
                "/%2e./a",
                "/a/%2e%2e/%2e%2e/b",
                "/a%2fb",
                "/a%2Fb",
                "/..%2f..%2fetc",
                "/%2f",
                "/a%5cb",
                "/..%5c..",
                "/a\\b",
                "/%",
                "/%2",
                "/%2g",
                "/%g2",
                "/%%20",
                "/a%",
                "/%u0041",
                "/%00",
                "/a%00.html",
                "/%0a",
                "/%0d%0aset-cookie:x",
                "/%09",
                "/%1b",
                "/%7f",
                "/%c2%80",
                "/%c0%ae%c0%ae/a",
                "/%c0%af",
                "/%e0%80%af",
                "/%f0%80%80%af",
                "/%c1%9c",
                "/%80",
                "/%ff",
                "/%c3",
                "/%c3%28",
                "/%ed%a0%80",
                "/%f4%90%80%80",
                "/a b",
                "/a\tb",
                "/a\u0000b",
                "/a\u007f",
                "/é",
                "/a#b",
                "/a?b",
                "/a\"b",
                "/<a>",
                "/{a}",
                "/a`b",
            })
    void refusesWhatIsDoubtful(String raw) {
        assertInstanceOf(Path.Refused.class, PathNormalizer.normalize(raw));
    }

    @Test
    void neverLetsAnyPathStepOut() {
        String[] pieces = {
            "/", ".", "..", "%2e", "%2E", "%2f", "%5c", "\\", "a", "%", "%c0%ae", "%00", ";", "//"
        };
        long seed = 20261123;
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 50_000; round++) {
            StringBuilder raw = new StringBuilder("/");
            for (int i = random.nextInt(12); i > 0; i--) {
                raw.append(pieces[random.nextInt(pieces.length)]);
            }
            requireSafe(raw.toString(), seed);
        }
    }

    /** What every normalised path is, whatever it was made of. */
    static void requireSafe(String raw, long seed) {
        if (!(PathNormalizer.normalize(raw) instanceof Path.Normal(var path))) return;
        String message = "seed " + seed + ": " + raw + " became " + path;
        assertTrue(path.startsWith("/"), message);
        assertFalse(path.contains("\\"), message);
        assertFalse(path.chars().anyMatch(Character::isISOControl), message);
        for (String segment : path.split("/", -1)) {
            assertFalse(segment.equals(".") || segment.equals(".."), message);
        }
    }

    @Test
    void leavesNormalPathsAsTheyAre() {
        long seed = 42;
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder raw = new StringBuilder();
            for (int i = 1 + random.nextInt(5); i > 0; i--) {
                raw.append('/').append((char) ('a' + random.nextInt(26)));
            }
            String path = raw.toString();
            assertEquals(new Path.Normal(path), PathNormalizer.normalize(path), "seed " + seed);
        }
    }
}
