package dev.homeport.http.plain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

class KeptTableTest {
    private final KeptTable<String> table = new KeptTable<>(64, 40);

    private static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.ISO_8859_1);
    }

    private void put(String key, String value) {
        byte[] bytes = bytes(key);
        table.put(KeptTable.hash(bytes, bytes.length), bytes, bytes.length, value);
    }

    private String find(String key) {
        byte[] bytes = bytes(key + "behind");
        int length = key.length();
        return String.valueOf(table.find(KeptTable.hash(bytes, length), bytes, length));
    }

    @Test
    void aValueIsFoundUnderItsKeyAlone() {
        put("GET /", "root");
        assertEquals("root", find("GET /"));
        assertEquals("null", find("GET /a"));
        assertEquals("null", find("GET "));
        put("GET /", "other");
        assertEquals("other", find("GET /"));
        assertEquals(1, table.size());
    }

    @Test
    void whatHasFallenIsForgotten() {
        put("one", "stands");
        put("two", "falls");
        table.removeIf("falls"::equals);
        assertEquals("stands", find("one"));
        assertEquals("null", find("two"));
        assertEquals(1, table.size());
    }

    @Test
    void equalHashesOfOtherKeysAreToldApart() {
        byte[] one = bytes("one");
        byte[] two = bytes("two");
        table.put(7, one, 3, "1");
        assertNull(table.find(7, two, 3));
        table.put(7, two, 3, "2");
        assertEquals("1", table.find(7, one, 3));
        assertEquals("2", table.find(7, two, 3));
    }

    @Test
    void theTableIsBounded() {
        for (int i = 0; i < 64; i++) put("key" + i, "value");
        assertTrue(table.size() > 32);
        for (int i = 0; i < 10_000; i++) put("key" + i, "value");
        assertEquals(64, table.size());
    }

    @Test
    void aKeyGetsInWhenItComesAgain() {
        assertFalse(table.admits(42, 3));
        assertTrue(table.admits(42, 3));
        assertFalse(table.admits(43, 3));
    }

    @Test
    void aKeyGetsInUpToItsLengthAndNotOneByteMore() {
        table.admits(1, 40);
        assertTrue(table.admits(1, 40));
        table.admits(2, 41);
        assertFalse(table.admits(2, 41));
    }

    @Test
    void everyByteCountsInAHash() {
        byte[] key = bytes("a key that is longer than eight bytes");
        for (int i = 0; i < key.length; i++) {
            byte[] other = key.clone();
            other[i] ^= 1;
            assertNotEquals(KeptTable.hash(key, key.length), KeptTable.hash(other, other.length));
        }
    }

    @Test
    void itNeverGivesAnothersValue() {
        long seed = 20261123;
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, String> model = new HashMap<>();
        for (int round = 0; round < 20_000; round++) {
            String key = "k" + random.nextInt(300);
            if (random.nextInt(3) == 0) {
                model.put(key, "v" + round);
                put(key, "v" + round);
            }
            String found = find(key);
            if (found.equals("null")) continue;
            assertEquals(model.get(key), found, "seed " + seed + " round " + round);
        }
    }
}
