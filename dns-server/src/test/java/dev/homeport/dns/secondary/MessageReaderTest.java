package dev.homeport.dns.secondary;

import static dev.homeport.dns.secondary.Texts.ORIGIN;
import static dev.homeport.dns.secondary.Texts.soa;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.dns.secondary.MessageReader.Section;
import dev.homeport.dns.zone.RecordType;

import org.junit.jupiter.api.Test;
import org.xbill.DNS.Record;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Messages of primaries are read record by record, and refused where they are not well formed. */
class MessageReaderTest {
    private static final String[] RECORDS = {
        soa(7),
        "@ NS ns1",
        "@ MX 10 mail.Example.",
        "www CNAME @",
        "4.3.2.1 PTR www",
        "_sip._tcp SRV 1 2 5060 sip",
        "@ NAPTR 10 20 \"u\" \"E2U+sip\" \"!^.*$!sip:info@example.com!\" sip",
        "@ RP host txt",
        "@ AFSDB 1 afs",
        "@ PX 10 a b",
        "@ KX 1 kx",
        "d DNAME other.test.",
        "ns1 A 192.0.2.1",
        "ns1 AAAA 2001:db8::1",
        "@ TXT \"one\" \"two\"",
        "@ CAA 0 issue \"ca.test\"",
        "www2 HTTPS 1 . alpn=h2",
        "sub DS 12345 13 2 " + "0000000000000000000000000000000000000000000000000000000000000000",
        "@ TYPE65280 \\# 4 01020304"
    };

    @Test
    void recordsComeWithTheirNamesExpanded() throws BadTransfer {
        MessageReader reader = new MessageReader();
        reader.open(Texts.answer(4711, RecordType.AXFR, RECORDS));

        assertEquals(4711, reader.id());
        assertTrue(reader.isResponse());
        assertTrue(reader.asks(ORIGIN, RecordType.AXFR));
        for (String text : RECORDS) {
            assertTrue(reader.next(), text);
            Record expected = Texts.record(text);
            assertEquals(Section.ANSWER, reader.section());
            assertTrue(reader.isZoneRecord());
            assertEquals(expected.getType(), reader.type(), text);
            assertEquals(300, reader.ttl());
            assertEquals(Texts.name(expected.getName().toString()), reader.owner(), text);
            // Compared folded, as dnsjava compresses to names in another case.
            RdataLayout layout = RdataLayout.of(reader.type());
            assertArrayEquals(
                    layout.folded(expected.rdataToWireCanonical()),
                    layout.folded(reader.rdata()),
                    text);
        }
        assertFalse(reader.next());
    }

    /** RFC 2181 8: with the highest bit set it counts as none. */
    @Test
    void aTimeToLiveThatIsTooLargeIsNone() throws BadTransfer {
        byte[] message = Texts.answer(1, RecordType.AXFR, "ns1 A 192.0.2.1");
        // The TTL stands before two bytes of length and four of address.
        message[message.length - 10] |= (byte) 0x80;
        MessageReader reader = new MessageReader();
        reader.open(message);
        assertTrue(reader.next());
        assertEquals(0, reader.ttl());
    }

    @Test
    void aMessageCutAnywhereIsRefused() {
        byte[] whole = Texts.answer(1, RecordType.AXFR, RECORDS);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThrows(BadTransfer.class, () -> readAll(cut), "cut at " + length);
        }
    }

    @Test
    void bytesBehindTheLastRecordAreRefused() {
        byte[] whole = Texts.answer(1, RecordType.AXFR, RECORDS);
        assertThrows(BadTransfer.class, () -> readAll(Arrays.copyOf(whole, whole.length + 1)));
    }

    /** Whatever is changed, the reader reads or refuses, and what it gives is well formed. */
    @Test
    void changedBytesNeverDoMoreThanBeingRefused() {
        byte[] whole = Texts.answer(1, RecordType.AXFR, RECORDS);
        SplittableRandom random = new SplittableRandom(20);
        int refused = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] changed = whole.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            }
            try {
                readAll(changed);
            } catch (BadTransfer e) {
                refused++;
            }
        }
        assertTrue(refused > 5_000, refused + " refused");
    }

    @Test
    void pointersGoBackwardsOnly() {
        // The owner points to itself, forwards, and out of the message.
        for (int target : new int[] {12, 14, 0x3fff}) {
            byte[] message = withOwner(0xc0 | (target >> 8), target & 0xff);
            assertThrows(BadTransfer.class, () -> readAll(message), "to " + target);
        }
    }

    @Test
    void aNameOf255BytesIsReadAndALongerOneRefused() throws BadTransfer {
        assertEquals(1, readAll(withOwner(longName(61))));
        assertThrows(BadTransfer.class, () -> readAll(withOwner(longName(62))));
    }

    private static int[] longName(int lastLabel) {
        var name = new java.util.ArrayList<Integer>();
        for (int label : new int[] {63, 63, 63, lastLabel}) {
            name.add(label);
            for (int i = 0; i < label; i++) name.add((int) 'a');
        }
        name.add(0);
        return name.stream().mapToInt(i -> i).toArray();
    }

    private static byte[] withOwner(int... owner) {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes(new byte[] {0, 1, (byte) 0x80, 0, 0, 0, 0, 1, 0, 0, 0, 0});
        for (int b : owner) message.write(b);
        message.writeBytes(new byte[] {0, 1, 0, 1, 0, 0, 0, 0, 0, 4, 1, 2, 3, 4});
        return message.toByteArray();
    }

    static int readAll(byte[] message) throws BadTransfer {
        MessageReader reader = new MessageReader();
        reader.open(message);
        int count = 0;
        while (reader.next()) {
            count++;
            byte[] rdata = reader.rdata();
            // Falls over when a name in the data is not well formed.
            RdataLayout.of(reader.type()).folded(rdata);
        }
        return count;
    }
}
