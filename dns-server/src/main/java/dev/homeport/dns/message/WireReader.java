package dev.homeport.dns.message;

import dev.homeport.dns.zone.DomainName;

import java.io.ByteArrayOutputStream;

/** Reads parts of a message one after the other and never past their end. Not thread-safe. */
final class WireReader {
    static final int HEADER_BYTES = 12;

    private static final int LABEL_BYTES_MAX = 63;

    private final byte[] message;
    private final int end;
    private final ByteArrayOutputStream copied = new ByteArrayOutputStream();
    private int at;

    WireReader(byte[] message, int from, int end) {
        this.message = message;
        this.at = from;
        this.end = end;
    }

    int at() {
        return at;
    }

    int left() {
        return end - at;
    }

    byte[] copied() {
        return copied.toByteArray();
    }

    boolean copy(int bytes) {
        if (bytes > left()) return false;
        copied.write(message, at, bytes);
        at += bytes;
        return true;
    }

    boolean copyString() {
        return left() > 0 && copy(1 + (message[at] & 0xff));
    }

    boolean copyName() {
        byte[] name = new byte[DomainName.BYTES_MAX];
        int length = readName(name);
        if (length == 0) return false;
        copied.write(name, 0, length);
        return true;
    }

    /**
     * Reads a name, following pointers that lead to earlier places only (RFC 1035 4.1.4).
     *
     * @return its length, 0 when it is malformed
     */
    int readName(byte[] name) {
        int length = 0;
        int place = at;
        int limit = end;
        int earliest = at;
        boolean jumped = false;
        while (place < limit) {
            int label = message[place] & 0xff;
            if (label >= 0xc0) {
                if (limit - place < 2) return 0;
                int target = ((label & 0x3f) << 8) | (message[place + 1] & 0xff);
                if (target < HEADER_BYTES || target >= earliest) return 0;
                if (!jumped) at = place + 2;
                jumped = true;
                earliest = target;
                place = target;
                limit = message.length;
                continue;
            }
            if (label > LABEL_BYTES_MAX || place + label >= limit) return 0;
            if (length + label + 1 > name.length) return 0;
            System.arraycopy(message, place, name, length, label + 1);
            length += label + 1;
            place += label + 1;
            if (label == 0) {
                if (!jumped) at = place;
                return length;
            }
        }
        return 0;
    }

    int unsigned16() {
        int value = ((message[at] & 0xff) << 8) | (message[at + 1] & 0xff);
        at += 2;
        return value;
    }

    long unsigned32() {
        return ((long) unsigned16() << 16) | unsigned16();
    }

    void skip(int bytes) {
        at += bytes;
    }
}
