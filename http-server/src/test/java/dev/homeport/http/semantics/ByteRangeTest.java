package dev.homeport.http.semantics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.http.semantics.ByteRange.Part;
import dev.homeport.http.semantics.ByteRange.Unsatisfiable;
import dev.homeport.http.semantics.ByteRange.Whole;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.SplittableRandom;

/** The representation has 100 bytes. */
class ByteRangeTest {

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 1",
        "bytes=0-99, 0, 100",
        "bytes=0-100, 0, 100",
        "bytes=0-99999999999999999999999, 0, 100",
        "bytes=10-19, 10, 10",
        "bytes=99-, 99, 1",
        "bytes=0-, 0, 100",
        "bytes=-1, 99, 1",
        "bytes=-100, 0, 100",
        "bytes=-101, 0, 100",
        "bytes=-99999999999999999999999, 0, 100",
        "BYTES=1-2, 1, 2",
        "bytes= 1-2 , 1, 2",
        "bytes=0001-2, 1, 2",
    })
    void readsOneRange(String field, long offset, long length) {
        assertEquals(new Part(offset, length), ByteRange.parse(field, 100));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"bytes=100-", "bytes=100-200", "bytes=-0", "bytes=99999999999999999999-"})
    void knowsWhatLiesBehindTheEnd(String field) {
        assertEquals(new Unsatisfiable(), ByteRange.parse(field, 100));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bytes",
                "bytes=",
                "bytes=-",
                "bytes=a-b",
                "bytes=1",
                "bytes=2-1",
                "bytes=+1-2",
                "bytes=1-2-3",
                "bytes=1--2",
                "bytes=--1",
                "bytes=1 - 2",
                "bytes:1-2",
                "items=0-1",
                "bytes =0-1",
                "bytes=0-1,",
                "bytes=0-1,3-4",
                "bytes=0x1-2",
                "bytes=１-2"
            })
    void takesEverythingElseForTheWhole(String field) {
        assertEquals(new Whole(), ByteRange.parse(field, 100));
    }

    @Test
    void nothingHasNoFirstByte() {
        assertEquals(new Unsatisfiable(), ByteRange.parse("bytes=0-", 0));
        assertEquals(new Whole(), ByteRange.parse("bytes=-5", 0));
    }

    @Test
    void everyPartLiesWithin() {
        long seed = 7;
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 50_000; round++) {
            long length = random.nextLong(200);
            String field = "bytes=" + number(random) + "-" + number(random);
            if (ByteRange.parse(field, length) instanceof Part(var offset, var bytes)) {
                boolean within = offset >= 0 && bytes > 0 && offset + bytes <= length;
                assertTrue(within, "seed " + seed + ": " + field + " of " + length);
            }
        }
    }

    private static String number(SplittableRandom random) {
        return switch (random.nextInt(4)) {
            case 0 -> "";
            case 1 -> Long.toString(random.nextLong(Long.MAX_VALUE));
            default -> Integer.toString(random.nextInt(220));
        };
    }
}
