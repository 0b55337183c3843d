package dev.homeport.dns.secondary;

import static dev.homeport.dns.secondary.Texts.ORIGIN;
import static dev.homeport.dns.secondary.Texts.lines;
import static dev.homeport.dns.secondary.Texts.name;
import static dev.homeport.dns.secondary.Texts.soa;
import static dev.homeport.dns.secondary.Texts.zone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.dns.secondary.ZoneCopies.Kept;
import dev.homeport.dns.zone.Zone;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Zones are read from the disk as they were written, or not at all. */
class ZoneCopiesTest {
    private static final Instant THEN = Instant.parse("2030-01-01T00:00:00Z");

    @TempDir Path folder;

    private final Zone zone =
            zone(
                    soa(7),
                    "@ NS ns1",
                    "@ MX 10 Mail",
                    "ns1 A 192.0.2.1",
                    "ns1 AAAA 2001:db8::1",
                    "ns1 RRSIG A 8 2 300 20300101000000 20200101000000 12345 example. AAAA",
                    "*.wild TXT \"a\" \"b\"",
                    "odd TYPE65280 \\# 3 010203");

    @Test
    void aZoneComesBackAsItWas() throws IOException {
        ZoneCopies copies = new ZoneCopies(folder.resolve("new/folder"));
        copies.write(zone, THEN);

        var good = assertInstanceOf(Kept.Good.class, copies.read(ORIGIN));

        assertEquals(lines(zone.rrsets()), lines(good.copy().rrsets()));
        assertEquals(THEN, good.copy().refreshed());
    }

    @Test
    void aLaterConfirmationCountsForTheSameSerialOnly() throws IOException {
        ZoneCopies copies = new ZoneCopies(folder);
        copies.write(zone, THEN);
        copies.confirm(ORIGIN, 7, THEN.plusSeconds(60));
        assertEquals(THEN.plusSeconds(60), read(copies).refreshed());
        copies.confirm(ORIGIN, 8, THEN.plusSeconds(120));
        assertEquals(THEN, read(copies).refreshed());
    }

    @Test
    void aDamagedConfirmationIsNone() throws IOException {
        ZoneCopies copies = new ZoneCopies(folder);
        copies.write(zone, THEN);
        copies.confirm(ORIGIN, 7, THEN.plusSeconds(60));
        Path note = folder.resolve("example..confirmed");
        byte[] whole = Files.readAllBytes(note);
        for (int length = 0; length < whole.length; length++) {
            Files.write(note, Arrays.copyOf(whole, length));
            assertEquals(THEN, read(copies).refreshed());
        }
        for (int i = 0; i < whole.length; i++) {
            byte[] changed = whole.clone();
            changed[i] ^= 1;
            Files.write(note, changed);
            assertEquals(THEN, read(copies).refreshed());
        }
    }

    private static ZoneCopy read(ZoneCopies copies) {
        return assertInstanceOf(Kept.Good.class, copies.read(ORIGIN)).copy();
    }

    @Test
    void aCopyCutAtAnyByteIsRefused() throws IOException {
        byte[] whole = bytes();
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThrows(ZoneCopy.Damaged.class, () -> read(cut), "cut at " + length);
        }
        assertThrows(ZoneCopy.Damaged.class, () -> read(Arrays.copyOf(whole, whole.length + 1)));
    }

    @Test
    void aCopyWithAnyByteChangedIsRefused() throws IOException {
        byte[] whole = bytes();
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < whole.length; i++) {
            byte[] changed = whole.clone();
            changed[i] ^= (byte) (1 + random.nextInt(255));
            assertThrows(ZoneCopy.Damaged.class, () -> read(changed), "changed at " + i);
        }
    }

    @Test
    void aDamagedCopyIsPutAsideAndSaidSo() throws IOException {
        ZoneCopies copies = new ZoneCopies(folder);
        copies.write(zone, THEN);
        Path file = folder.resolve("example..copy");
        byte[] whole = Files.readAllBytes(file);
        whole[whole.length / 2] ^= 1;
        Files.write(file, whole);

        var bad = assertInstanceOf(Kept.Bad.class, copies.read(ORIGIN));

        assertTrue(bad.why().contains("example..copy"), bad.why());
        assertTrue(Files.exists(folder.resolve("example..damaged")), bad.why());
        assertInstanceOf(Kept.Absent.class, copies.read(ORIGIN));
    }

    @Test
    void aCopyOfAnotherZoneIsNotServed() throws IOException {
        ZoneCopies copies = new ZoneCopies(folder);
        copies.write(zone, THEN);
        Files.move(folder.resolve("example..copy"), folder.resolve("other..copy"));
        var bad = assertInstanceOf(Kept.Bad.class, copies.read(name("other.")));
        assertTrue(bad.why().contains("of example."), bad.why());
    }

    @Test
    void everyZoneHasAFileNameOfItsOwn() {
        assertEquals("root", ZoneCopies.fileName(name(".")));
        assertEquals("root.", ZoneCopies.fileName(name("root.")));
        assertEquals("%2e%2e%2fetc.", ZoneCopies.fileName(name("\\.\\./etc.")));
        String longName = "x.".repeat(120);
        assertTrue(ZoneCopies.fileName(name(longName)).startsWith("long-"));
        assertNotEquals(
                ZoneCopies.fileName(name(longName)), ZoneCopies.fileName(name("y." + longName)));
    }

    private byte[] bytes() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ZoneCopy.write(zone, THEN, out);
        return out.toByteArray();
    }

    private static ZoneCopy read(byte[] bytes) throws IOException {
        return ZoneCopy.read(new ByteArrayInputStream(bytes));
    }
}
