package dev.homeport.app.paging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.Optional;
import java.util.SplittableRandom;

class CursorTest {

    @Test
    void bringsBackTheIdItWasMadeFrom() {
        for (String id : new String[] {"a", "a-lamp", "ä-ø-日本", "x".repeat(200)}) {
            assertEquals(Optional.of(id), Cursor.decode("l", Cursor.encode("l", id)));
        }
    }

    @Test
    void isRefusedByAnotherList() {
        assertEquals(Optional.empty(), Cursor.decode("other", Cursor.encode("list", "a")));
    }

    @Test
    void isRefusedWhenMistyped() {
        String cursor = Cursor.encode("list", "a-lamp");
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 500; round++) {
            int at = random.nextInt(cursor.length() - 1);
            char other = cursor.charAt(at) == 'A' ? 'B' : 'A';
            String wrong = cursor.substring(0, at) + other + cursor.substring(at + 1);
            assertEquals(Optional.empty(), Cursor.decode("list", wrong), "seed " + seed);
        }
    }

    @Test
    void isRefusedWhenNonsense() {
        for (String nonsense :
                new String[] {"", "A", "AAAA", "AAAAAA", "%%%", "é", "A".repeat(401)}) {
            assertEquals(Optional.empty(), Cursor.decode("list", nonsense), nonsense);
        }
    }
}
