package dev.homeport.http.semantics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

class PathPatternTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/about|/about|",
                "/img/*.png|/img/cat.png|cat",
                "/img/*.png|/img/.png|''",
                "/*/x-*-y|/a b/x-1-y|a b,1",
                "/docs/**|/docs|''",
                "/docs/**|/docs/|''",
                "/docs/**|/docs/a/b.html|a/b.html",
                "/docs/**|/docs//evil|/evil",
                "/**|/|''",
                "/**|/a/b|a/b",
                "/**/*.css|/main.css|,main",
                "/**/*.css|/a/b/main.css|a/b,main",
                "/a/**/z|/a/z|''",
                "/a/**/z|/a/b/c/z|b/c",
                "/*|/|''",
                "/|/|",
            })
    void starsStandForWhatIsThere(String pattern, String path, String stars) {
        Optional<List<String>> match = PathPattern.of(pattern).match(path);
        assertEquals(stars == null ? "" : stars, String.join(",", match.orElseThrow()));
        assertTrue(PathPattern.of(pattern).matches(path));
        assertEquals(match.get().size(), PathPattern.of(pattern).stars());
    }

    @ParameterizedTest
    @CsvSource({
        "/about, /about/",
        "/about, /About",
        "/docs/**, /documents",
        "/docs/**, /a/docs/b",
        "/img/*.png, /img/a/b.png",
        "/img/a*a, /img/a",
        "/*, /a/b",
        "/**/*.css, /a.css/b",
        "/a/**/z, /a",
        "/, /a",
    })
    void whatDiffersDoesNotMatch(String pattern, String path) {
        assertFalse(PathPattern.of(pattern).matches(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "*", "/a?b", "/a#b", "/a%20b", "/a*b*", "/***", "/**/a/**"})
    void whatHasTwoMeaningsIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> PathPattern.of(text));
    }

    @Test
    void patternsWrittenTheSameAreEqual() {
        assertEquals(PathPattern.ALL, PathPattern.of("/**"));
        assertEquals(PathPattern.of("/a").hashCode(), PathPattern.of("/a").hashCode());
        assertNotEquals(PathPattern.of("/a"), PathPattern.of("/b"));
        assertEquals("/a/*", PathPattern.of("/a/*").toString());
    }

    /** Put in the places of the stars, what they matched gives the path again. */
    @Test
    void whatStarsMatchedGivesThePathAgain() {
        long seed = 23;
        SplittableRandom random = new SplittableRandom(seed);
        String[] parts = {"/", "a", "b", "/", "ab", "/*", "/**", "*"};
        int matches = 0;
        for (int round = 0; round < 200_000; round++) {
            StringBuilder text = new StringBuilder("/");
            StringBuilder path = new StringBuilder("/");
            for (int i = random.nextInt(5); i > 0; i--) text.append(parts[random.nextInt(8)]);
            for (int i = random.nextInt(6); i > 0; i--) path.append(parts[random.nextInt(5)]);
            PathPattern pattern;
            try {
                pattern = PathPattern.of(text.toString());
            } catch (IllegalArgumentException e) {
                continue;
            }
            Optional<List<String>> stars = pattern.match(path.toString());
            if (stars.isEmpty()) continue;
            matches++;
            String again = text.toString();
            for (String star : stars.get()) again = again.replaceFirst("\\*\\*?", star);
            // A double star for nothing takes its slash with it.
            String about = "seed " + seed + ": " + text + " and " + path;
            assertEquals(bare(path.toString()), bare(again), about);
        }
        assertTrue(matches > 1000, "only " + matches + " matched");
    }

    private static String bare(String path) {
        return path.replace("/", "");
    }
}
