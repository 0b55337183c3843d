package dev.homeport.http.semantics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.http.semantics.ByteRange.Part;
import dev.homeport.http.semantics.ByteRange.Parts;
import dev.homeport.http.semantics.ByteRange.Unsatisfiable;
import dev.homeport.http.semantics.ByteRange.Whole;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.BitSet;
import java.util.List;
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
        "'bytes=0-49,50-99', 0, 100",
        "'bytes=90-,0-95', 0, 100",
        "'bytes=0-1,', 0, 2",
        "'bytes=,,0-1', 0, 2",
        "'bytes=0-1,100-', 0, 2",
        "'bytes=0-1,3-4', 0, 5",
        "'bytes=3-4 , 0-1', 0, 5",
        "'bytes=0-9,5-20,-0', 0, 21",
        "'bytes=0-0,82-90,40-41', 0, 91",
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
                "bytes=,",
                "bytes=0-1,a",
                "bytes=0-1,4-2",
                "bytes=0-1 3-4",
                "bytes=0x1-2",
                "bytes=１-2"
            })
    void takesEverythingElseForTheWhole(String field) {
        assertEquals(new Whole(), ByteRange.parse(field, 100));
    }

    @Test
    void partsFarEnoughApartStayApartInTheOrderAskedFor() {
        assertEquals(
                new Parts(List.of(new Part(500, 10), new Part(0, 10))),
                ByteRange.parse("bytes=500-509,0-9", 1000));
        assertEquals(
                new Parts(List.of(new Part(0, 150), new Part(900, 100))),
                ByteRange.parse("bytes=0-9,-100,20-149", 1000));
    }

    @Test
    void aGapIsJoinedUpToItsBound() {
        assertEquals(new Part(0, 82), ByteRange.parse("bytes=0-0,81-81", 1000));
        assertEquals(
                new Parts(List.of(new Part(0, 1), new Part(82, 1))),
                ByteRange.parse("bytes=0-0,82-82", 1000));
    }

    @Test
    void tooManyRangesAreTheWhole() {
        String one = "1-1,";
        assertEquals(new Part(1, 1), ByteRange.parse("bytes=" + one.repeat(32), 100));
        assertEquals(new Whole(), ByteRange.parse("bytes=" + one.repeat(33), 100));
    }

    /** Each byte asked for is in a part, and no byte comes twice. */
    @Test
    void severalRangesGiveWhatWasAskedForAndNothingTwice() {
        long seed = 11;
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 20_000; round++) {
            int length = 1 + random.nextInt(3000);
            BitSet wanted = new BitSet();
            StringBuilder field = new StringBuilder("bytes=");
            for (int i = 1 + random.nextInt(6); i > 0; i--) {
                int first = random.nextInt(length);
                int last = first + random.nextInt(300);
                wanted.set(first, Math.min(length, last + 1));
                field.append(first).append('-').append(last).append(',');
            }
            check(wanted, ByteRange.parse(field.toString(), length), "seed " + seed + ' ' + field);
        }
    }

    private static void check(BitSet wanted, ByteRange range, String about) {
        List<Part> parts =
                switch (range) {
                    case Part part -> List.of(part);
                    case Parts(var several) -> several;
                    case Whole() -> List.of();
                    case Unsatisfiable() -> throw new AssertionError(about);
                };
        BitSet given = new BitSet();
        for (Part part : parts) {
            int offset = (int) part.offset();
            int end = offset + (int) part.length();
            assertEquals(0, given.get(offset, end).cardinality(), about);
            given.set(offset, end);
        }
        wanted.andNot(given);
        assertTrue(parts.isEmpty() || wanted.isEmpty(), about);
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
