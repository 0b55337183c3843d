package dev.homeport.dns.secondary;

import dev.homeport.dns.zone.DomainName;
import dev.homeport.dns.zone.Zone;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The folder in which secondary zones outlast a restart: a file with the zone, replaced whole after
 * each transfer, and a small one that tells when it was last confirmed. Calls for one zone come one
 * after the other; else thread-safe. Nothing is kept open.
 */
final class ZoneCopies {
    private static final String COPY = ".copy";
    private static final String CONFIRMED = ".confirmed";
    private static final String DAMAGED = ".damaged";
    private static final String PART = ".part";
    private static final int NAME_MAX = 180;
    private static final int CONFIRMED_BYTES = 24;

    private final Path folder;

    ZoneCopies(Path folder) {
        this.folder = folder;
    }

    /** What a file held. */
    sealed interface Kept {
        /** A zone that can be served. */
        record Good(ZoneCopy copy) implements Kept {}

        /** There is none. */
        record Absent() implements Kept {}

        /** There was one that cannot be used; it was put aside. */
        record Bad(String why) implements Kept {}
    }

    /**
     * Reads the copy of a zone. A damaged one is put aside, so that a look at it stays possible.
     */
    Kept read(DomainName origin) {
        Path file = file(origin, COPY);
        try (InputStream in = Files.newInputStream(file)) {
            ZoneCopy copy = ZoneCopy.read(in);
            if (!copy.origin().equals(origin)) {
                throw new ZoneCopy.Damaged("it is of " + copy.origin());
            }
            Instant refreshed = confirmed(copy).orElse(copy.refreshed());
            return new Kept.Good(new ZoneCopy(origin, refreshed, copy.rrsets()));
        } catch (NoSuchFileException e) {
            return new Kept.Absent();
        } catch (IOException e) {
            return new Kept.Bad(setAside(origin, String.valueOf(e.getMessage())));
        }
    }

    /** Puts the copy of a zone aside and says so, with the reason. */
    String setAside(DomainName origin, String why) {
        Path file = file(origin, COPY);
        Path aside = file(origin, DAMAGED);
        String what = "the copy " + file + " cannot be used: " + why;
        try {
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            return what + "; it is now " + aside;
        } catch (IOException e) {
            return what + "; nor can it be moved away: " + e.getMessage();
        }
    }

    /** Keeps a zone that was transferred; it is on the disk when this returns. */
    void write(Zone zone, Instant refreshed) throws IOException {
        Files.createDirectories(folder);
        Path part = file(zone.origin(), COPY + PART);
        try (FileChannel channel = openNew(part)) {
            OutputStream out = Channels.newOutputStream(channel);
            ZoneCopy.write(zone, refreshed, out);
            channel.force(true);
        }
        replace(part, file(zone.origin(), COPY));
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    private static FileChannel openNew(Path part) throws IOException {
        return FileChannel.open(
                part,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
    }

    private static void replace(Path part, Path file) throws IOException {
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Notes that a primary confirmed what is kept. It is not forced to the disk: what a power cut
     * loses here makes the zone expire a little earlier, and nothing else.
     */
    void confirm(DomainName origin, long serial, Instant refreshed) throws IOException {
        Files.createDirectories(folder);
        Path part = file(origin, CONFIRMED + PART);
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(part))) {
            out.writeLong(serial);
            out.writeLong(refreshed.getEpochSecond());
            out.writeLong(sum(serial, refreshed.getEpochSecond()));
        }
        replace(part, file(origin, CONFIRMED));
    }

    /** When the copy was last confirmed, unless the note is of another one, lost or damaged. */
    private Optional<Instant> confirmed(ZoneCopy copy) {
        Path file = file(copy.origin(), CONFIRMED);
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            byte[] note = in.readNBytes(CONFIRMED_BYTES + 1);
            if (note.length != CONFIRMED_BYTES) return Optional.empty();
            var values = java.nio.ByteBuffer.wrap(note).asLongBuffer();
            long serial = values.get(0);
            long seconds = values.get(1);
            boolean sound = values.get(2) == sum(serial, seconds) && seconds >= 0;
            if (!sound || serial != serial(copy)) return Optional.empty();
            return Optional.of(Instant.ofEpochSecond(Math.min(seconds, 1L << 40)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static long serial(ZoneCopy copy) {
        return copy.rrsets().stream()
                .filter(r -> r.type() == dev.homeport.dns.zone.RecordType.SOA)
                .findFirst()
                .map(r -> Serial.ofSoa(r.rdatas()))
                .orElse(-1L);
    }

    private static long sum(long serial, long seconds) {
        CRC32C sum = new CRC32C();
        sum.update(java.nio.ByteBuffer.allocate(16).putLong(serial).putLong(seconds).flip());
        return sum.getValue();
    }

    private Path file(DomainName origin, String kind) {
        return folder.resolve(fileName(origin) + kind);
    }

    /** A name that says which zone it is and is safe on every file system. */
    static String fileName(DomainName origin) {
        if (origin.labels() == 0) return "root";
        StringBuilder name = new StringBuilder();
        byte[] wire = origin.wire();
        for (int at = 0; wire[at] != 0; at += wire[at] + 1) {
            for (int i = at + 1; i <= at + wire[at]; i++) append(name, wire[i]);
            name.append('.');
        }
        // With its last dot "root." can be no other zone's name than that of the zone root.
        return name.length() <= NAME_MAX ? name.toString() : "long-" + hash(wire);
    }

    private static void append(StringBuilder name, byte b) {
        boolean plain = (b >= 'a' && b <= 'z') || (b >= '0' && b <= '9') || b == '-' || b == '_';
        if (plain) name.append((char) b);
        else name.append('%').append(HexFormat.of().toHexDigits(b));
    }

    private static String hash(byte[] wire) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(wire);
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
