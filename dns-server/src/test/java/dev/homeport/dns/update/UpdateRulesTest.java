package dev.homeport.dns.update;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.dns.LiveZones;
import dev.homeport.dns.load.LoadLimits;
import dev.homeport.dns.load.ZoneFiles;
import dev.homeport.dns.message.DnsMessage;
import dev.homeport.dns.transfer.Peer;
import dev.homeport.dns.transfer.TransferLog;
import dev.homeport.dns.zone.DomainName;
import dev.homeport.dns.zone.Zone;
import dev.homeport.dns.zone.ZoneRecord;
import dev.homeport.dns.zone.Zones;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** RFC 2136: each line of the tables is a message of one record. */
class UpdateRulesTest {
    private static final Name ORIGIN = Name.fromConstantString("foobar.com.");
    private static final DomainName KEY = DomainName.of(Name.fromConstantString("key."));
    private static final String TEXT =
            """
            $TTL 300
            @ SOA ns1 hostmaster 7 3600 900 604800 300
            @ NS ns1
            ns1 A 192.0.2.1
            www A 192.0.2.2
            www A 192.0.2.3
            www MX 10 Mail
            alias CNAME www
            old DNAME new
            a.deep TXT "x"
            """;

    @TempDir Path folder;

    private final LiveZones live =
            new LiveZones(ZoneFiles.loadText(Path.of("foobar.com.zone"), TEXT).zones());
    private List<UpdateGrant> grants =
            List.of(
                    new UpdateGrant(
                            KEY, List.of(new NamePattern.Below(DomainName.ROOT)), Set.of()));

    private DynamicZones dynamic() {
        return new DynamicZones(
                live,
                _ -> grants,
                new Journals(folder, () -> LoadLimits.DEFAULT),
                TransferLog.NONE);
    }

    private static Record record(String text, long ttl, int recordClass) throws IOException {
        String[] words = text.split(" ", 3);
        Name owner = Name.fromString(words[0], ORIGIN);
        int type = Type.value(words[1]);
        if (words.length == 2) return Record.newRecord(owner, type, recordClass, ttl);
        Record in = Record.fromString(owner, type, DClass.IN, ttl, words[2], ORIGIN);
        return Record.newRecord(owner, type, recordClass, ttl, in.rdataToWireCanonical());
    }

    private static Message message() {
        Message message = new Message(1);
        message.getHeader().setOpcode(Opcode.UPDATE);
        message.addRecord(Record.newRecord(ORIGIN, Type.SOA, DClass.IN), Section.ZONE);
        return message;
    }

    private String send(Message message) {
        DnsMessage decoded = DnsMessage.decode(message.toWire()).orElseThrow();
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 5000);
        return Rcode.string(dynamic().update(decoded, new Peer(address, KEY)));
    }

    private String step(String text, long ttl, int recordClass) throws IOException {
        Message message = message();
        message.addRecord(record(text, ttl, recordClass), Section.UPDATE);
        return send(message);
    }

    private Zone zone() {
        return live.current().find(DomainName.of(ORIGIN)).orElseThrow();
    }

    private List<String> records(String owner) throws IOException {
        String name = Name.fromString(owner, ORIGIN).toString();
        return zone().records()
                .filter(r -> r.owner().equals(name))
                .map(ZoneRecord::toString)
                .map(r -> r.substring(r.indexOf(' ') + 1))
                .sorted()
                .toList();
    }

    /** RFC 2136 2.4 and 3.2. */
    @ParameterizedTest
    @CsvSource({
        "www ANY,                ANY,  0, NOERROR",
        "deep ANY,               ANY,  0, NXDOMAIN",
        "none ANY,               ANY,  0, NXDOMAIN",
        "www A,                  ANY,  0, NOERROR",
        "www TXT,                ANY,  0, NXRRSET",
        "www A,                  ANY,  1, FORMERR",
        "www A 192.0.2.2,        ANY,  0, FORMERR",
        "none ANY,               NONE, 0, NOERROR",
        "deep ANY,               NONE, 0, NOERROR",
        "www ANY,                NONE, 0, YXDOMAIN",
        "www A,                  NONE, 0, YXRRSET",
        "www TXT,                NONE, 0, NOERROR",
        "www MX 10 mAIL,         IN,   0, NOERROR",
        "www MX 20 mail,         IN,   0, NXRRSET",
        "www A 192.0.2.2,        IN,   0, NXRRSET",
        "www A,                  CH,   0, FORMERR",
        "www.foobar.net. A,      ANY,  0, NOTZONE",
    })
    void prerequisites(String record, String recordClass, long ttl, String rcode)
            throws IOException {
        Message message = message();
        message.addRecord(record(record, ttl, DClass.value(recordClass)), Section.PREREQ);
        message.addRecord(record("new A 192.0.2.9", 60, DClass.IN), Section.UPDATE);
        assertEquals(rcode, send(message));
        assertEquals(rcode.equals("NOERROR"), !records("new").isEmpty(), "all or nothing");
    }

    @Test
    void aWholeSetInAnyOrderIsAPrerequisite() throws IOException {
        Message message = message();
        message.addRecord(record("www A 192.0.2.3", 0, DClass.IN), Section.PREREQ);
        message.addRecord(record("www A 192.0.2.2", 0, DClass.IN), Section.PREREQ);
        assertEquals("NOERROR", send(message));
    }

    /** RFC 2136 3.4: what is left at the owner, and the serial. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "www A 192.0.2.4    | IN   | 60 | 8 | 300 MX 10 mail.foobar.com.; 60 A 192.0.2.2;"
                        + " 60 A 192.0.2.3; 60 A 192.0.2.4",
                "www A 192.0.2.2    | IN   | 300| 7 | 300 A 192.0.2.2; 300 A 192.0.2.3; 300 MX 10"
                        + " mail.foobar.com.",
                "www CNAME ns1      | IN   | 60 | 7 | 300 A 192.0.2.2; 300 A 192.0.2.3; 300 MX 10"
                        + " mail.foobar.com.",
                "alias A 192.0.2.9  | IN   | 60 | 7 | 300 CNAME www.foobar.com.",
                "alias CNAME ns1    | IN   | 60 | 8 | 60 CNAME ns1.foobar.com.",
                "alias DNAME ns1    | IN   | 60 | 7 | 300 CNAME www.foobar.com.",
                "old CNAME www      | IN   | 60 | 7 | 300 DNAME new.foobar.com.",
                "old DNAME newer    | IN   | 60 | 8 | 60 DNAME newer.foobar.com.",
                "www A              | ANY  | 0  | 8 | 300 MX 10 mail.foobar.com.",
                "www ANY            | ANY  | 0  | 8 | ''",
                "www MX 10 MAIL     | NONE | 0  | 8 | 300 A 192.0.2.2; 300 A 192.0.2.3",
                "www A 192.0.2.2    | NONE | 0  | 8 | 300 A 192.0.2.3; 300 MX 10 mail.foobar.com.",
                "www A 192.0.2.9    | NONE | 0  | 7 | 300 A 192.0.2.2; 300 A 192.0.2.3; 300 MX 10"
                        + " mail.foobar.com.",
                "foobar.com. NS ns1 | NONE | 0  | 7 | 300 NS ns1.foobar.com.; SOA",
                "foobar.com. NS     | ANY  | 0  | 7 | 300 NS ns1.foobar.com.; SOA",
                "foobar.com. SOA    | ANY  | 0  | 7 | 300 NS ns1.foobar.com.; SOA",
                "foobar.com. SOA ns1 hostmaster 20 1 1 1 1 | IN | 300 | 20 | 300 NS"
                        + " ns1.foobar.com.; SOA",
                "foobar.com. SOA ns1 hostmaster 6 1 1 1 1  | IN | 300 | 7 | 300 NS"
                        + " ns1.foobar.com.; SOA",
            })
    void steps(String record, String recordClass, long ttl, long serial, String left)
            throws IOException {
        assertEquals("NOERROR", step(record, ttl, DClass.value(recordClass)));
        String owner = record.substring(0, record.indexOf(' '));
        List<String> found =
                records(owner).stream().map(r -> r.contains(" SOA ") ? "SOA" : r).toList();
        assertEquals(left, String.join("; ", found).replace("Mail", "mail"));
        assertEquals(serial, zone().serial());
    }

    @ParameterizedTest
    @CsvSource({
        "www.foobar.net. A 192.0.2.1, IN,   60, NOTZONE",
        "www ANY,                     IN,   60, FORMERR",
        "www AXFR,                    ANY,  0,  FORMERR",
        "www OPT,                     ANY,  0,  FORMERR",
        "www A,                       ANY,  1,  FORMERR",
        "www ANY,                     NONE, 0,  FORMERR",
        "www A,                       IN,   60, FORMERR",
        "www A 192.0.2.9,             CH,   0,  FORMERR",
    })
    void badSteps(String record, String recordClass, long ttl, String rcode) throws IOException {
        Message message = message();
        message.addRecord(record("new A 192.0.2.9", 60, DClass.IN), Section.UPDATE);
        message.addRecord(record(record, ttl, DClass.value(recordClass)), Section.UPDATE);
        assertEquals(rcode, send(message));
        assertTrue(records("new").isEmpty(), "all or nothing");
    }

    @Test
    void aKeyChangesOnlyWhatIsGranted() throws IOException {
        var dev = new NamePattern.Below(DomainName.of(Name.fromString("dev", ORIGIN)));
        grants = List.of(new UpdateGrant(KEY, List.of(dev), Set.of(Type.A, Type.TXT)));
        assertEquals("NOERROR", step("a.dev A 192.0.2.9", 60, DClass.IN));
        assertEquals("NOERROR", step("a.dev ANY", 0, DClass.ANY));
        assertEquals("REFUSED", step("dev A 192.0.2.9", 60, DClass.IN));
        assertEquals("REFUSED", step("a.dev MX 1 a", 60, DClass.IN));
        assertEquals("REFUSED", step("www ANY", 0, DClass.ANY));
        grants = List.of();
        assertEquals("REFUSED", step("a.dev A 192.0.2.9", 60, DClass.IN));
    }

    @Test
    void whatWouldBreakTheZoneIsRefused() throws IOException {
        assertEquals("REFUSED", step("deep DNAME www", 60, DClass.IN));
        assertEquals(7, zone().serial());
    }

    /** We hold no keys to sign what is new. */
    @Test
    void aSignedZoneIsNotChanged() throws IOException {
        String key = "@ DNSKEY 257 3 13 AQIDBAUGBwg=\n";
        live.publish(ZoneFiles.loadText(Path.of("foobar.com.zone"), TEXT + key).zones());
        assertEquals("REFUSED", step("new A 192.0.2.9", 60, DClass.IN));
        assertTrue(records("new").isEmpty());
    }

    /** RFC 2136 2.3 and 3.1: one zone, by its SOA. */
    @Test
    void theZoneSectionNamesAZoneAndNothingElse() throws IOException {
        for (String bad : new String[] {"A IN FORMERR", "ANY IN FORMERR", "SOA CH NOTAUTH"}) {
            String[] words = bad.split(" ", -1);
            Message message = new Message(1);
            message.getHeader().setOpcode(Opcode.UPDATE);
            int recordClass = DClass.value(words[1]);
            message.addRecord(
                    Record.newRecord(ORIGIN, Type.value(words[0]), recordClass), Section.ZONE);
            message.addRecord(record("new A 192.0.2.9", 60, DClass.IN), Section.UPDATE);
            assertEquals(words[2], send(message), bad);
        }
        Message message = new Message(1);
        message.getHeader().setOpcode(Opcode.UPDATE);
        Name below = Name.fromString("www", ORIGIN);
        message.addRecord(Record.newRecord(below, Type.SOA, DClass.IN), Section.ZONE);
        assertEquals("NOTAUTH", send(message));
        assertTrue(records("new").isEmpty());
    }

    /** RFC 2181 8: with the highest bit set it counts as none. */
    @Test
    void aTimeToLiveThatIsTooLargeIsNone() throws IOException {
        Message message = message();
        message.addRecord(record("new A 192.0.2.9", 0x7fffffff, DClass.IN), Section.UPDATE);
        byte[] wire = message.toWire();
        // The TTL stands before two bytes of length and four of address.
        wire[wire.length - 10] |= (byte) 0x80;
        DnsMessage decoded = DnsMessage.decode(wire).orElseThrow();
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 5000);
        assertEquals(Rcode.NOERROR, dynamic().update(decoded, new Peer(address, KEY)));
        assertEquals(List.of("0 A 192.0.2.9"), records("new"));
    }

    @Test
    void aZoneThatIsNotHereIsNotOurs() throws IOException {
        live.publish(Zones.NONE);
        assertEquals("NOTAUTH", step("www A 192.0.2.9", 60, DClass.IN));
    }

    @Test
    void withoutTheDiskNothingIsChangedOrAcknowledged() throws IOException {
        Path file = folder.resolve("occupied");
        Files.createFile(file);
        var dynamic =
                new DynamicZones(
                        live,
                        _ -> grants,
                        new Journals(file, () -> LoadLimits.DEFAULT),
                        TransferLog.NONE);
        Message message = message();
        message.addRecord(record("new A 192.0.2.9", 60, DClass.IN), Section.UPDATE);
        DnsMessage decoded = DnsMessage.decode(message.toWire()).orElseThrow();
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 5000);
        assertEquals(Rcode.SERVFAIL, dynamic.update(decoded, new Peer(address, KEY)));
        assertTrue(records("new").isEmpty());
        assertFalse(Files.isDirectory(file));
    }
}
