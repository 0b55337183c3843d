package dev.homeport.dns.load;

import java.util.Arrays;

/** Bytes that grow at their end. Not thread-safe. */
final class Bytes {
    private byte[] array;
    private int length;

    Bytes(int room) {
        array = new byte[Math.max(room, 64)];
    }

    /** The bytes from the first one on, valid until more are put. */
    byte[] array() {
        return array;
    }

    int length() {
        return length;
    }

    /** Forgets what stands behind a length. */
    void cutTo(int shorter) {
        length = shorter;
    }

    void put(int b) {
        ensure(1);
        array[length++] = (byte) b;
    }

    void put16(int value) {
        put(value >> 8);
        put(value);
    }

    void put32(long value) {
        put16((int) (value >> 16));
        put16((int) value);
    }

    void put(byte[] bytes, int from, int count) {
        ensure(count);
        System.arraycopy(bytes, from, array, length, count);
        length += count;
    }

    void put(byte[] bytes) {
        put(bytes, 0, bytes.length);
    }

    /** Changes a byte that is there already. */
    void set(int index, int b) {
        array[index] = (byte) b;
    }

    byte[] copy(int from) {
        return Arrays.copyOfRange(array, from, length);
    }

    private void ensure(int more) {
        if (length + more > array.length) {
            array = Arrays.copyOf(array, length + Math.max(more, length / 2));
        }
    }
}
