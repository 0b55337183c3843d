package dev.homeport.dns.secondary;

import dev.homeport.dns.zone.DomainName;

/**
 * Reads names off a message (RFC 1035 4.1.4). Total: whatever the bytes, it ends soon. Not
 * thread-safe.
 */
final class NameReader {
    private static final int LABEL_MAX = 63;
    private static final int POINTER = 0xc0;

    /** No name has more labels, so an honest one has no more pointers. */
    private static final int POINTERS_MAX = 127;

    private int after;

    /** Whether pointers may stand in a name. */
    enum Pointers {
        FOLLOWED,
        REFUSED
    }

    /** Where reading goes on behind the name that was read last. */
    int after() {
        return after;
    }

    /**
     * Copies a name, its pointers followed.
     *
     * @param end the first byte behind what the name stands in
     * @param out takes the whole name from {@code to} on, where 255 bytes must be free
     * @return how many bytes were written
     */
    int read(byte[] message, int at, int end, byte[] out, int to, Pointers pointers)
            throws BadTransfer {
        int from = at;
        int target = to;
        int bound = end;
        int lowest = at;
        int hops = 0;
        while (true) {
            if (from >= bound) throw new BadTransfer("a name is cut off");
            int length = message[from] & 0xff;
            if ((length & POINTER) == POINTER) {
                if (pointers == Pointers.REFUSED) throw new BadTransfer("a name is compressed");
                if (from + 1 >= bound) throw new BadTransfer("a name is cut off");
                int place = ((length & 0x3f) << 8) | (message[from + 1] & 0xff);
                // Only backwards, so that no chain of pointers goes round.
                if (place >= lowest) throw new BadTransfer("a name points forwards");
                if (++hops > POINTERS_MAX) throw new BadTransfer("a name of pointers only");
                if (hops == 1) after = from + 2;
                lowest = place;
                from = place;
                bound = message.length;
                continue;
            }
            if (length > LABEL_MAX) throw new BadTransfer("a label of an unknown kind");
            if (from + length >= bound) throw new BadTransfer("a name is cut off");
            if (target + length + 1 - to > DomainName.BYTES_MAX) {
                throw new BadTransfer("a name is too long");
            }
            System.arraycopy(message, from, out, target, length + 1);
            from += length + 1;
            target += length + 1;
            if (length == 0) {
                if (hops == 0) after = from;
                return target - to;
            }
        }
    }
}
