package dev.homeport.storage.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Strings are measured and ordered as their UTF-8 bytes are. */
class Utf8Test {
    @Test
    void lengthIsThatOfTheBytes() {
        assertEquals(0, Utf8.length(""));
        assertEquals(1, Utf8.length("\u007f"));
        assertEquals(2, Utf8.length("\u0080"));
        assertEquals(2, Utf8.length("\u07ff"));
        assertEquals(3, Utf8.length("\u0800"));
        assertEquals(3, Utf8.length("\uffff"));
        assertEquals(4, Utf8.length("\ud800\udc00"));
        assertEquals(Utf8.ILL_FORMED, Utf8.length("a\ud800"));
        assertEquals(Utf8.ILL_FORMED, Utf8.length("\ud800\ud800"));
        assertEquals(Utf8.ILL_FORMED, Utf8.length("\udc00\ud800"));
        assertEquals(Utf8.ILL_FORMED, Utf8.length("\udc00"));
    }

    @Test
    void agreesWithTheBytesOfRandomStrings() {
        long seed = Long.getLong("seed", System.nanoTime());
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 20_000; i++) {
            String left = text(random);
            String right = text(random);
            byte[] a = left.getBytes(StandardCharsets.UTF_8);
            byte[] b = right.getBytes(StandardCharsets.UTF_8);
            assertEquals(a.length, Utf8.length(left), "-Dseed=" + seed);
            assertEquals(
                    Integer.signum(Arrays.compareUnsigned(a, b)),
                    Integer.signum(Utf8.ORDER.compare(left, right)),
                    "-Dseed=" + seed);
        }
    }

    private static final int[] POINTS = {
        0, 'a', 'b', 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xffff, 0x10000, 0x10ffff
    };

    private static String text(SplittableRandom random) {
        var text = new StringBuilder();
        for (int n = random.nextInt(4); n > 0; n--) {
            text.appendCodePoint(POINTS[random.nextInt(POINTS.length)]);
        }
        return text.toString();
    }
}
