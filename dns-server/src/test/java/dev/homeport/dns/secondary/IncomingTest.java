package dev.homeport.dns.secondary;

import static dev.homeport.dns.secondary.Texts.ORIGIN;
import static dev.homeport.dns.secondary.Texts.lines;
import static dev.homeport.dns.secondary.Texts.soa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.dns.zone.DomainName;

import org.junit.jupiter.api.Test;

import java.util.List;

/** Transfers are understood as RFC 5936 and RFC 1995 write them, and nothing else is. */
class IncomingTest {
    private static final TransferLimits LIMITS = TransferLimits.DEFAULT;

    @Test
    void aZoneComesBetweenTwoOfItsSoa() throws BadTransfer {
        Incoming incoming = Incoming.whole(ORIGIN, LIMITS);

        say(incoming, soa(7), "@ NS ns1", "ns1 A 192.0.2.1", "ns1 A 192.0.2.2");
        assertFalse(incoming.isComplete());
        say(incoming, soa(7));

        var whole = assertInstanceOf(Received.Whole.class, incoming.received());
        assertEquals(7, whole.serial());
        assertEquals(
                lines(soa(7), "@ NS ns1", "ns1 A 192.0.2.1", "ns1 A 192.0.2.2"),
                lines(whole.rrsets()));
    }

    @Test
    void whatLiesOutsideTheZoneIsLeftOut() throws BadTransfer {
        Incoming incoming = Incoming.whole(ORIGIN, LIMITS);

        say(incoming, soa(7), "@ NS ns1", "evil.test. A 192.0.2.66", "xexample. A 192.0.2.66");
        say(incoming, soa(7));

        var whole = assertInstanceOf(Received.Whole.class, incoming.received());
        assertEquals(2, whole.ignored());
        assertEquals(lines(soa(7), "@ NS ns1"), lines(whole.rrsets()));
    }

    @Test
    void aTransferMustBeginWithTheSoaOfTheZone() {
        refused(Incoming.whole(ORIGIN, LIMITS), "does not begin with the SOA", "@ NS ns1");
        refused(
                Incoming.whole(ORIGIN, LIMITS),
                "does not begin with the SOA",
                "other.test. SOA ns1 host 1 2 3 4 5");
        refused(Incoming.since(ORIGIN, 7, LIMITS), "does not begin with the SOA", "@ NS ns1");
    }

    @Test
    void aTransferMustEndWithTheSoaItBeganWith() {
        refused(
                Incoming.whole(ORIGIN, LIMITS),
                "ends with another SOA",
                soa(7),
                "@ NS ns1",
                soa(8));
    }

    @Test
    void nothingComesAfterTheEnd() {
        refused(
                Incoming.whole(ORIGIN, LIMITS),
                "after its end",
                soa(7),
                "@ NS ns1",
                soa(7),
                "www A 192.0.2.1");
    }

    @Test
    void aSingleSoaThatIsNotNewerSaysThereIsNothingNew() throws BadTransfer {
        for (long told : new long[] {7, 6, 0xffff_ffffL}) {
            Incoming incoming = Incoming.since(ORIGIN, 7, LIMITS);
            say(incoming, soa(told));
            assertTrue(incoming.isComplete(), "serial " + told);
            assertEquals(new Received.Current(told), incoming.received());
        }
    }

    @Test
    void aNewerSoaAloneInItsMessageIsOnlyTheBeginning() throws BadTransfer {
        Incoming incoming = Incoming.since(ORIGIN, 0xffff_fff0L, LIMITS);
        say(incoming, soa(3));
        assertFalse(incoming.isComplete(), "3 comes after 4294967280");
        say(incoming, "@ NS ns1");
        say(incoming, soa(3));
        assertInstanceOf(Received.Whole.class, incoming.received());
    }

    @Test
    void ixfrMayBeAnsweredWithTheWholeZone() throws BadTransfer {
        Incoming incoming = Incoming.since(ORIGIN, 7, LIMITS);

        say(incoming, soa(9), "@ NS ns1", "www A 192.0.2.1", soa(9));

        var whole = assertInstanceOf(Received.Whole.class, incoming.received());
        assertEquals(lines(soa(9), "@ NS ns1", "www A 192.0.2.1"), lines(whole.rrsets()));
    }

    @Test
    void stepsFollowEachOther() throws BadTransfer {
        Incoming incoming = Incoming.since(ORIGIN, 7, LIMITS);

        say(incoming, soa(9), soa(7), "a A 192.0.2.1", soa(8), "b A 192.0.2.2");
        say(incoming, "c A 192.0.2.3", soa(8), soa(9), "d A 192.0.2.4");
        assertFalse(incoming.isComplete());
        say(incoming, soa(9));

        var changes = assertInstanceOf(Received.Changes.class, incoming.received());
        assertEquals(9, changes.serial());
        List<Change> steps = changes.steps();
        assertEquals(2, steps.size());
        assertEquals(lines(soa(7), "a A 192.0.2.1"), lines(steps.get(0).removed()));
        assertEquals(lines(soa(8), "b A 192.0.2.2", "c A 192.0.2.3"), lines(steps.get(0).added()));
        assertEquals(lines(soa(8)), lines(steps.get(1).removed()));
        assertEquals(lines(soa(9), "d A 192.0.2.4"), lines(steps.get(1).added()));
    }

    @Test
    void stepsThatDoNotJoinAreRefused() {
        refused(
                Incoming.since(ORIGIN, 7, LIMITS),
                "begins at serial 9, not at 8",
                soa(9),
                soa(7),
                soa(8),
                soa(9));
        refused(
                Incoming.since(ORIGIN, 7, LIMITS),
                "goes from serial 7 to 6",
                soa(9),
                soa(7),
                soa(6));
        refused(
                Incoming.since(ORIGIN, 7, LIMITS),
                "outside the zone",
                soa(9),
                soa(7),
                "evil.test. A 192.0.2.66");
    }

    @Test
    void boundsHoldAtAndOnePast() throws BadTransfer {
        TransferLimits three = LIMITS.withSizes(9, 3, 1000, 1_000_000);
        say(Incoming.whole(ORIGIN, three), soa(7), "@ NS ns1", soa(7));
        refused(Incoming.whole(ORIGIN, three), "more than 3 records", manyRecords(4));

        long bytes = 2L * (9 + 16) + 2L * soaBytes();
        say(Incoming.whole(ORIGIN, LIMITS.withSizes(9, 9, 1000, bytes)), soa(7), soa(7));
        refused(
                Incoming.whole(ORIGIN, LIMITS.withSizes(9, 9, 1000, bytes - 1)),
                "more than " + (bytes - 1) + " bytes",
                soa(7),
                soa(7));
    }

    private static String[] manyRecords(int count) {
        String[] records = new String[count];
        records[0] = soa(7);
        for (int i = 1; i < count; i++) records[i] = "h" + i + " A 192.0.2.1";
        return records;
    }

    private static int soaBytes() {
        return Texts.record(soa(7)).rdataToWireCanonical().length;
    }

    private static void refused(Incoming incoming, String why, String... records) {
        BadTransfer refusal = assertThrows(BadTransfer.class, () -> say(incoming, records));
        assertTrue(refusal.why().contains(why), refusal.why());
        assertFalse(incoming.isComplete() && !why.contains("after its end"));
    }

    /** One message's records. */
    private static void say(Incoming incoming, String... records) throws BadTransfer {
        for (String text : records) {
            var record = Texts.record(text);
            incoming.record(
                    DomainName.of(record.getName()),
                    record.getType(),
                    (int) record.getTTL(),
                    record.rdataToWireCanonical());
        }
        incoming.endMessage();
    }
}
