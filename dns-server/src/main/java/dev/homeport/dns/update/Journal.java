package dev.homeport.dns.update;

import dev.homeport.dns.transfer.ZoneDelta;
import dev.homeport.dns.zone.DomainName;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The changes of one zone since its file was read, in a file that only grows at its end.
 *
 * <pre>
 * "HPZJ0001"  origin: length, name  fingerprint of the base: 32 bytes  serial of the base: 8  crc
 * entry*:     length: 4  crc of the length: 4  crc of the change: 4  the change
 * </pre>
 *
 * An entry is on the disk before {@link #append} returns. Used by one thread at a time.
 */
final class Journal {
    /** More than any message can demand. */
    static final int ENTRY_BYTES_MAX = 16 << 20;

    private static final byte[] MAGIC = {'H', 'P', 'Z', 'J', '0', '0', '0', '1'};
    private static final int ENTRY_HEAD_BYTES = 12;

    private final Path file;

    /** What a file holds. */
    sealed interface Content {
        /** There is none. */
        record Absent() implements Content {}

        /**
         * All of it is good, but for an entry that was never finished and never acknowledged.
         *
         * @param base the zone that the first change was made to
         * @param goodBytes up to where it is good
         */
        record Good(Base base, List<ZoneDelta> deltas, long goodBytes) implements Content {
            public Good {
                deltas = List.copyOf(deltas);
            }

            /** The serial that the last change leads to. */
            long end() {
                return deltas.isEmpty() ? base.serial() : deltas.getLast().to();
            }
        }

        /**
         * Something in the midst of it is not what was written.
         *
         * @param at how many bytes into the file
         */
        record Damaged(long at, String what) implements Content {}
    }

    /** The version of the zone that a journal starts from. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared, never written to.
    record Base(DomainName origin, long serial, byte[] fingerprint) {}

    Journal(Path file) {
        this.file = file;
    }

    Path file() {
        return file;
    }

    /** Reads the file as it is and changes nothing. */
    Content read() throws IOException {
        if (!Files.exists(file)) return new Content.Absent();
        byte[] bytes = Files.readAllBytes(file);
        return decode(bytes);
    }

    static Content decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int nameBytes = bytes.length > MAGIC.length ? bytes[MAGIC.length] & 0xff : 0;
        int headBytes = MAGIC.length + 1 + nameBytes + Fingerprint.BYTES + 8;
        boolean whole =
                bytes.length >= headBytes + 4
                        && nameBytes > 0
                        && Arrays.equals(Arrays.copyOf(bytes, MAGIC.length), MAGIC)
                        && crc(bytes, 0, headBytes) == in.getInt(headBytes);
        if (!whole) return new Content.Damaged(0, "it does not begin like a journal");
        DomainName origin = DomainName.ofWire(bytes, MAGIC.length + 1, nameBytes);
        int at = MAGIC.length + 1 + nameBytes;
        byte[] fingerprint = Arrays.copyOfRange(bytes, at, at + Fingerprint.BYTES);
        var base = new Base(origin, in.getLong(at + Fingerprint.BYTES), fingerprint);
        return entries(base, bytes, headBytes + 4);
    }

    private static Content entries(Base base, byte[] bytes, int from) {
        List<ZoneDelta> deltas = new ArrayList<>();
        long serial = base.serial();
        int at = from;
        while (at < bytes.length) {
            if (!isHead(bytes, at)) {
                // A write that was cut off has nothing good behind it; damage has.
                return hasHeadAfter(bytes, at)
                        ? new Content.Damaged(at, "an entry's length is not what was written")
                        : new Content.Good(base, deltas, at);
            }
            ByteBuffer in = ByteBuffer.wrap(bytes);
            int length = in.getInt(at);
            long end = (long) at + ENTRY_HEAD_BYTES + length;
            boolean good =
                    end <= bytes.length
                            && crc(bytes, at + ENTRY_HEAD_BYTES, length) == in.getInt(at + 8);
            if (!good) {
                return end < bytes.length
                        ? new Content.Damaged(at, "a change is not what was written")
                        : new Content.Good(base, deltas, at);
            }
            var delta =
                    DeltaCodec.decode(Arrays.copyOfRange(bytes, at + ENTRY_HEAD_BYTES, (int) end));
            if (delta.isEmpty() || delta.get().from() != serial) {
                return new Content.Damaged(at, "a change does not follow the one before it");
            }
            deltas.add(delta.get());
            serial = delta.get().to();
            at = (int) end;
        }
        return new Content.Good(base, deltas, at);
    }

    private static boolean isHead(byte[] bytes, int at) {
        if (bytes.length - at < ENTRY_HEAD_BYTES) return false;
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int length = in.getInt(at);
        return length > 0 && length <= ENTRY_BYTES_MAX && crc(bytes, at, 4) == in.getInt(at + 4);
    }

    private static boolean hasHeadAfter(byte[] bytes, int at) {
        for (int i = at + 1; i <= bytes.length - ENTRY_HEAD_BYTES; i++) {
            if (isHead(bytes, i)) return true;
        }
        return false;
    }

    private static int crc(byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }

    private static byte[] head(Base base) {
        int bytes = MAGIC.length + 1 + base.origin().length() + Fingerprint.BYTES + 8;
        ByteBuffer out = ByteBuffer.allocate(bytes + 4);
        out.put(MAGIC).put((byte) base.origin().length()).put(base.origin().wire());
        out.put(base.fingerprint()).putLong(base.serial());
        return out.putInt(crc(out.array(), 0, bytes)).array();
    }

    private static byte[] entry(ZoneDelta delta) {
        byte[] change = DeltaCodec.encode(delta);
        ByteBuffer out = ByteBuffer.allocate(ENTRY_HEAD_BYTES + change.length);
        out.putInt(change.length);
        out.putInt(crc(out.array(), 0, 4)).putInt(crc(change, 0, change.length));
        return out.put(change).array();
    }

    /** Begins a new file with these changes, in place of what is there, whole or not at all. */
    long begin(Base base, List<ZoneDelta> deltas) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".new");
        long written;
        try (FileChannel out =
                FileChannel.open(
                        next,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            writeAll(out, head(base));
            for (ZoneDelta delta : deltas) writeAll(out, entry(delta));
            out.force(true);
            written = out.position();
        }
        move(next, file);
        return written;
    }

    /**
     * Writes a change behind the others and returns when it is on the disk.
     *
     * @param goodBytes where it goes; what stands behind was never acknowledged
     * @return where the next one goes
     */
    long append(ZoneDelta delta, long goodBytes) throws IOException {
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
            out.truncate(goodBytes);
            out.position(goodBytes);
            try {
                writeAll(out, entry(delta));
                out.force(true);
            } catch (IOException e) {
                // What is answered with an error must not come back after a restart.
                out.truncate(goodBytes);
                throw e;
            }
            return out.position();
        }
    }

    /** Gives the file another name, so that it is kept and not read any more. */
    Path setAside(String suffix) throws IOException {
        Path target = file.resolveSibling(file.getFileName() + suffix);
        for (int i = 2; Files.exists(target); i++) {
            target = file.resolveSibling(file.getFileName() + suffix + "-" + i);
        }
        move(file, target);
        return target;
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
        Path folder = to.toAbsolutePath().getParent();
        if (folder == null) return;
        // The new name itself is on the disk only when its folder is.
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    private static void writeAll(FileChannel out, byte[] bytes) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
            int written = out.write(left);
            if (written < 0) throw new IOException("nothing can be written any more");
        }
    }
}
