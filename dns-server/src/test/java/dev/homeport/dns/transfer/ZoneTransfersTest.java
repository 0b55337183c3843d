package dev.homeport.dns.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.dns.load.ZoneFiles;
import dev.homeport.dns.tsig.TsigSigner;
import dev.homeport.dns.tsig.TsigVerifier;
import dev.homeport.dns.tsig.TsigVerifier.Checked;
import dev.homeport.dns.wire.Transport;
import dev.homeport.dns.zone.Zone;
import dev.homeport.dns.zone.Zones;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Master;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Whole zones and their changes, record by record (RFC 5936, RFC 1995). */
class ZoneTransfersTest {
    private static final Zone FIRST = Talk.zone(1, "a A 192.0.2.7", "b TXT \"old\"");
    private static final Zone SECOND = Talk.zone(2, "a A 192.0.2.7", "b TXT \"new\"");
    private static final Zone THIRD = Talk.zone(3, "b TXT \"new\"", "c A 192.0.2.8");

    private static final List<String> CURRENT = List.of("NOERROR AA", "SOA 3");
    private static final List<String> WHOLE =
            List.of(
                    "NOERROR AA",
                    "SOA 3",
                    "@ NS ns1.example.",
                    "ns1 A 192.0.2.1",
                    "b TXT new",
                    "c A 192.0.2.8",
                    "SOA 3");
    private static final List<String> STEPS =
            List.of(
                    "NOERROR AA",
                    "SOA 3",
                    "SOA 1",
                    "b TXT old",
                    "SOA 2",
                    "b TXT new",
                    "SOA 2",
                    "a A 192.0.2.7",
                    "SOA 3",
                    "c A 192.0.2.8",
                    "SOA 3");

    private final Talk talk = new Talk(THIRD);

    private void remember() {
        talk.history.add(ZoneDelta.between(FIRST, SECOND));
        talk.history.add(ZoneDelta.between(SECOND, THIRD));
    }

    /** RFC 5936 2.2: the SOA first and last, everything else once. */
    @Test
    void aWholeZoneStandsBetweenTwoCopiesOfItsSoa() throws Exception {
        assertEquals(WHOLE, talk.say(Talk.ask(Type.AXFR), Transport.TCP));
        assertEquals(
                List.of(
                        "event=transfer_sent zone=example. serial=3 client=192.0.2.99:5000"
                                + " kind=axfr records=6 bytes=224"),
                talk.log);
    }

    /** RFC 4035 3.1.5, RFC 5936 3.1: signatures, denials, DS and glue as they are in the zone. */
    @ParameterizedTest
    @ValueSource(strings = {"nsec.test", "nsec3.test", "optout.test"})
    void aSignedZoneGoesAsItIs(String origin) throws Exception {
        Path file = Path.of("src/test/resources/signed", origin + ".zone");
        var zones = ZoneFiles.loadText(file.getFileName(), Files.readString(file)).zones();
        Talk server = new Talk(zones.all().getFirst());
        Name name = Name.fromString(origin + ".");
        List<String> expected = new ArrayList<>();
        try (var master = new Master(file.toString(), name)) {
            for (var r = master.nextRecord(); r != null; r = master.nextRecord()) {
                expected.add(r.toString().toLowerCase(Locale.ROOT));
            }
        }
        List<String> sent = new ArrayList<>();
        byte[] query = Talk.ask(name, Type.AXFR, DClass.IN).toWire();
        for (byte[] reply : server.send(query, Transport.TCP)) {
            for (var r : new Message(reply).getSection(Section.ANSWER)) {
                sent.add(r.toString().toLowerCase(Locale.ROOT));
            }
        }
        assertEquals(sent.getFirst(), sent.removeLast());
        assertEquals(expected.stream().sorted().toList(), sent.stream().sorted().toList());
    }

    /** RFC 5936 3.5: what is never answered is part of the zone nevertheless. */
    @Test
    void namesBelowADelegationGoToo() throws Exception {
        Talk server = new Talk(Talk.zone(1, "sub NS ns1", "www.sub TXT x", "a.sub NS ns1"));
        List<String> lines = server.say(Talk.ask(Type.AXFR), Transport.TCP);
        assertTrue(
                lines.containsAll(
                        List.of("sub NS ns1.example.", "www.sub TXT x", "a.sub NS ns1.example.")),
                lines.toString());
    }

    /** RFC 5936 4.2: there is no AXFR over datagrams; the responder has its word for it. */
    @Test
    void aWholeZoneIsNotAskedForByDatagram() throws Exception {
        assertEquals(List.of("FORMERR"), talk.say(Talk.ask(Type.AXFR), Transport.UDP));
    }

    @Test
    void whoMayNotHaveAZoneIsRefused() throws Exception {
        talk.access = AccessList.LOOPBACK;
        assertEquals(List.of("REFUSED"), talk.say(Talk.ask(Type.AXFR), Transport.TCP));
        assertEquals(List.of("REFUSED"), talk.say(Talk.askSince(1), Transport.UDP));
        assertEquals(
                "! event=transfer_refused zone=example. client=192.0.2.99:5000"
                        + " reason=\"not in its transfer list\"",
                talk.log.getFirst());
    }

    /** RFC 5936 2.2.1: NOTAUTH, for names inside of a zone as well. */
    @ParameterizedTest
    @ValueSource(strings = {"other.", "a.example.", "."})
    void whatIsNoZoneHereIsNotOurs(String name) throws Exception {
        Message query = Talk.ask(Name.fromString(name), Type.AXFR, DClass.IN);
        assertEquals(List.of("NOTAUTH"), talk.say(query, Transport.TCP));
    }

    /** RFC 1034 4.3.5: an expired zone is ours, but there is nothing to give. */
    @Test
    void aZoneThatIsUnavailableFails() throws Exception {
        Zones zones = Zones.of(List.of(THIRD));
        Talk server = new Talk(zones.withUnavailable(THIRD.origin()));
        assertEquals(List.of("SERVFAIL"), server.say(Talk.ask(Type.AXFR), Transport.TCP));
        assertEquals(List.of("SERVFAIL"), server.say(Talk.askSince(1), Transport.UDP));
        Message other = Talk.ask(Name.fromString("other."), Type.AXFR, DClass.IN);
        assertEquals(List.of("NOTAUTH"), server.say(other, Transport.TCP));
    }

    @Test
    void otherClassesAreRefused() throws Exception {
        Message query = Talk.ask(Talk.ORIGIN, Type.AXFR, DClass.CH);
        assertEquals(List.of("REFUSED"), talk.say(query, Transport.TCP));
    }

    /** RFC 5936 2.2: as many messages as it takes, the question in the first of them only. */
    @Test
    void aLargeZoneComesInSeveralMessages() throws Exception {
        Zone large = Talk.zone(1, "$GENERATE 1-2000 host$ TXT \"host number $\"");
        Talk server = new Talk(large);
        List<String> lines = server.say(Talk.ask(Type.AXFR), Transport.TCP);
        assertEquals("NOERROR AA", lines.getFirst());
        List<String> later = lines.stream().filter("NOERROR AA without question"::equals).toList();
        assertTrue(later.size() > 2, later.size() + " more messages");
        List<String> records = new ArrayList<>(lines);
        records.removeIf(line -> line.startsWith("NOERROR"));
        assertEquals(large.recordCount() + 1, records.size());
        assertEquals("SOA 1", records.getFirst());
        assertEquals("SOA 1", records.getLast());
    }

    @Test
    void nothingMoreIsSentToWhoWentAway() throws Exception {
        Talk server = new Talk(Talk.zone(1, "$GENERATE 1-2000 host$ TXT \"host number $\""));
        server.patience = 2;
        assertEquals(2, server.send(Talk.ask(Type.AXFR).toWire(), Transport.TCP).size());
        assertTrue(server.log.getFirst().startsWith("! event=transfer_broken_off"));
    }

    /** RFC 8945 5.3.1: every message of a signed transfer leans on the one before. */
    @Test
    void aSignedTransferIsSignedThroughout() throws Exception {
        Talk server = new Talk(Talk.zone(1, "$GENERATE 1-2000 host$ TXT \"host number $\""));
        server.access = Talk.KEY_MAY;
        assertEquals(List.of("REFUSED"), server.say(Talk.ask(Type.AXFR), Transport.TCP));
        TsigSigner signer = TsigSigner.ofRequest(Talk.KEY, Talk.CLOCK);
        byte[] query = signer.sign(Talk.ask(Type.AXFR).toWire());
        List<byte[]> replies = server.send(query, Transport.TCP);
        assertTrue(replies.size() > 2);
        var verifier = new TsigVerifier(Talk.KEY, signer.mac(), Talk.CLOCK);
        for (byte[] reply : replies) assertInstanceOf(Checked.Good.class, verifier.check(reply));
        assertTrue(verifier.isComplete());
    }

    /** RFC 1995 2 and 4: who has the newest version, or one from the future, gets the SOA alone. */
    @ParameterizedTest
    @ValueSource(longs = {3, 4, 0x8000_0002L})
    void whoIsUpToDateGetsTheSoaAlone(long serial) throws Exception {
        remember();
        assertEquals(CURRENT, talk.say(Talk.askSince(serial), Transport.TCP));
        assertEquals(CURRENT, talk.say(Talk.askSince(serial), Transport.UDP));
    }

    /** RFC 1995 4: for each step what went behind the old SOA, what came behind the new one. */
    @Test
    void changesComeStepByStep() throws Exception {
        remember();
        assertEquals(STEPS, talk.say(Talk.askSince(1), Transport.TCP));
        assertEquals(STEPS, talk.say(Talk.askSince(1), Transport.UDP));
        assertEquals(
                List.of(
                        "NOERROR AA",
                        "SOA 3",
                        "SOA 2",
                        "a A 192.0.2.7",
                        "SOA 3",
                        "c A 192.0.2.8",
                        "SOA 3"),
                talk.say(Talk.askSince(2), Transport.TCP));
    }

    /** RFC 1995 4: what is not known any more is told as a whole, and by datagram not at all. */
    @Test
    void unknownChangesAreTheWholeZone() throws Exception {
        assertEquals(WHOLE, talk.say(Talk.askSince(1), Transport.TCP));
        assertTrue(talk.log.getFirst().contains("kind=ixfr_whole"), talk.log.getFirst());
        assertEquals(CURRENT, talk.say(Talk.askSince(1), Transport.UDP));
    }

    /** RFC 1995 3: exactly the SOA of the zone in the authority section. */
    @Test
    void withoutTheSoaOfTheAskerThereIsNoAnswer() throws Exception {
        assertEquals(List.of("FORMERR"), talk.say(Talk.ask(Type.IXFR), Transport.TCP));
        Message twice = Talk.askSince(1);
        twice.addRecord(twice.getSection(Section.AUTHORITY).getFirst(), Section.AUTHORITY);
        twice.addRecord(
                org.xbill.DNS.Record.fromString(
                        Talk.ORIGIN, Type.TXT, DClass.IN, 0, "x", Talk.ORIGIN),
                Section.AUTHORITY);
        assertEquals(List.of("FORMERR"), talk.say(twice, Transport.TCP));
    }

    /** RFC 1995 2: a datagram takes as much as the asker says, but never more than 1232 bytes. */
    @ParameterizedTest
    @ValueSource(ints = {0, 512, 513, 900, 1232, 4096})
    void changesByDatagramFitOrAreTheSoaAlone(int ednsBytes) throws Exception {
        int bytesMax = Math.clamp(ednsBytes, 512, 1232);
        int told = 0;
        // Sets of many records, and long names: both take more than their data.
        for (int count = 1; count <= 120; count++) {
            told += toldBytes(ednsBytes, bytesMax, "$GENERATE 1-" + count + " set A 192.0.2.$");
        }
        for (int count = 1; count <= 12; count++) {
            String name = ("x".repeat(63) + ".").repeat(3) + "x".repeat(40);
            told +=
                    toldBytes(
                            ednsBytes, bytesMax, "$GENERATE 1-" + count + " n$." + name + " A ::");
        }
        assertTrue(told > 0, "not one change was told");
    }

    private static int toldBytes(int ednsBytes, int bytesMax, String lines) throws Exception {
        Zone after = Talk.zone(2, lines.replace("A ::", "A 192.0.2.1"));
        Talk server = new Talk(after);
        server.history.add(ZoneDelta.between(Talk.zone(1), after));
        Message query = Talk.askSince(1);
        if (ednsBytes > 0) query.addRecord(new OPTRecord(ednsBytes, 0, 0), Section.ADDITIONAL);
        List<byte[]> replies = server.send(query.toWire(), Transport.UDP);
        assertEquals(1, replies.size());
        assertTrue(
                replies.getFirst().length <= bytesMax,
                () -> lines + " came in " + replies.getFirst().length + " bytes of " + bytesMax);
        return Talk.lines(replies.getFirst()).size() > 2 ? 1 : 0;
    }
}
