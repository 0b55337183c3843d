package dev.homeport.dns.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The table of replies holds as many as it may and not one more. */
class ReplyTableTest {
    private static final int KIND = 1;
    private static final int CHUNK_BYTES = 1 << 17;

    private static byte[] name(int number) {
        byte[] digits = Integer.toString(number).getBytes(StandardCharsets.US_ASCII);
        byte[] name = new byte[digits.length + 2];
        name[0] = (byte) digits.length;
        System.arraycopy(digits, 0, name, 1, digits.length);
        return name;
    }

    private static long hash(int number) {
        return number * 0x9E3779B97F4A7C15L;
    }

    private static int add(ReplyTable table, int number, int length) {
        byte[] name = name(number);
        long head = ReplyTable.head(KIND, length, name.length, 0);
        int place = table.add(hash(number), head, number, length);
        if (place == ReplyTable.NONE) return place;
        int at = table.offset(place) + ReplyTable.REPLY_AT + 12;
        System.arraycopy(name, 0, table.chunk(place), at, name.length);
        return place;
    }

    private static int find(ReplyTable table, int number) {
        byte[] name = name(number);
        return table.find(KIND, name, 0, name.length, hash(number));
    }

    @Test
    void givesBackWhatWasPutIn() {
        ReplyTable table = new ReplyTable(10_000, 1 << 22);
        for (int i = 0; i < 10_000; i++) {
            int place = add(table, i, 40 + i % 100);
            assertNotEquals(ReplyTable.NONE, place);
            byte[] reply = new byte[5];
            Arrays.fill(reply, (byte) i);
            int at = table.offset(place) + ReplyTable.REPLY_AT + 30;
            System.arraycopy(reply, 0, table.chunk(place), at, 5);
        }
        for (int i = 0; i < 10_000; i++) {
            int place = find(table, i);
            assertNotEquals(ReplyTable.NONE, place, "number " + i);
            assertEquals(40 + i % 100, table.length(place));
            assertEquals(i, table.account(place));
            byte[] reply = new byte[5];
            Arrays.fill(reply, (byte) i);
            int at = table.offset(place) + ReplyTable.REPLY_AT + 30;
            assertArrayEquals(reply, Arrays.copyOfRange(table.chunk(place), at, at + 5));
        }
        assertEquals(ReplyTable.NONE, find(table, 10_000));
    }

    @Test
    void isFullAtItsEntriesAndStartsOverOnePast() {
        ReplyTable table = new ReplyTable(100, 1 << 20);
        for (int i = 0; i < 100; i++) add(table, i, 50);
        assertEquals(100, table.entries());
        assertNotEquals(ReplyTable.NONE, find(table, 0));
        add(table, 100, 50);
        assertEquals(1, table.entries());
        assertEquals(ReplyTable.NONE, find(table, 0));
        assertNotEquals(ReplyTable.NONE, find(table, 100));
    }

    @Test
    void isFullAtItsBytesAndStartsOverOnePast() {
        ReplyTable table = new ReplyTable(1000, CHUNK_BYTES);
        int room = CHUNK_BYTES - Long.BYTES;
        int half = room / 2 - ReplyTable.REPLY_AT - Long.BYTES;
        add(table, 0, half);
        add(table, 1, half);
        assertEquals(2, table.entries());
        add(table, 2, 100);
        assertEquals(1, table.entries());
        assertNotEquals(ReplyTable.NONE, find(table, 2));
    }

    @Test
    void leavesOutWhatFindsNoPlaceNearby() {
        ReplyTable table = new ReplyTable(1000, 1 << 20);
        int kept = 0;
        for (int i = 0; i < 40; i++) {
            // A stranger may choose names whose hashes are alike.
            byte[] name = name(i);
            long head = ReplyTable.head(KIND, 50, name.length, 0);
            if (table.add(7L << 32, head, 0, 50) != ReplyTable.NONE) kept++;
        }
        assertEquals(16, kept);
    }
}
