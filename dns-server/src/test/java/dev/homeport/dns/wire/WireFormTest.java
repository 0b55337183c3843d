package dev.homeport.dns.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.dns.load.Loaded;
import dev.homeport.dns.load.ZoneFiles;
import dev.homeport.dns.zone.Zones;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** What shows in the bytes of a reply and not in the records that are read out of it. */
class WireFormTest {
    private static final String ZONE =
            """
            $TTL 300
            @ SOA ns1 host 1 2 3 4 5
            @ NS ns1
            ns1 A 192.0.2.53
            alias CNAME T.alias
            owner CNAME t.owner
            t.owner A 192.0.2.7
            owner2 NS t.owner2
            ptr PTR t.ptr
            mx MX 5 t.mx
            mb MB t.mb
            mg MG t.mg
            mr MR t.mr
            minfo MINFO t.minfo t.t.minfo
            srv SRV 1 2 3 t.srv
            rp RP t.rp t.t.rp
            afsdb AFSDB 1 t.afsdb
            rt RT 1 t.rt
            px PX 1 t.px t.t.px
            kx KX 1 t.kx
            naptr NAPTR 1 2 "" "" "" t.naptr
            dname DNAME t.dname
            svcb SVCB 1 t.svcb
            rrsig A 192.0.2.8
            rrsig RRSIG A 13 2 300 20370101000000 20260101000000 1 rrsig c2ln
            nsec NSEC t.nsec A
            c1 CNAME c3
            c3 CNAME x.d
            d DNAME e
            x.e CNAME c0
            c0 A 192.0.2.9
            """;

    private static Responder responder(String file, String text) {
        Loaded loaded = ZoneFiles.loadText(Path.of(file), text);
        assertTrue(!loaded.hasErrors(), () -> loaded.problems().toString());
        Zones zones = loaded.zones();
        return new Responder(
                () -> zones,
                new ResponderOptions(1232, 16, ServerIdentity.HIDDEN),
                failure -> {
                    throw failure;
                });
    }

    private static Message query(String name, String type) throws IOException {
        return Message.newQuery(
                Record.newRecord(Name.fromString(name), Type.value(type), DClass.IN));
    }

    private static byte[] ask(Message query) {
        return responder("example.zone", ZONE).respond(query.toWire(), Transport.TCP).orElseThrow();
    }

    /** The data of the first answer as it stands in the message. */
    private static byte[] firstData(byte[] reply) {
        ByteBuffer in = ByteBuffer.wrap(reply);
        in.position(12);
        skipName(in);
        in.position(in.position() + 4);
        skipName(in);
        in.position(in.position() + 8);
        byte[] data = new byte[in.getShort()];
        in.get(data);
        return data;
    }

    private static void skipName(ByteBuffer in) {
        for (int length = in.get(); length != 0; length = in.get()) {
            if (length < 0) {
                in.get();
                return;
            }
            in.position(in.position() + length);
        }
    }

    /** RFC 1035 4.1.4: the question's name is at 12, and the target ends in it. */
    @ParameterizedTest
    @ValueSource(strings = {"PTR", "MX", "MB", "MG", "MR", "MINFO"})
    void namesInDataOfRfc1035AreCompressed(String type) throws IOException {
        byte[] data = firstData(ask(query(type + ".example.", type)));
        String hex = HexFormat.of().formatHex(data);
        assertTrue(hex.endsWith("0174c00c") || hex.endsWith("0174c02b"), hex);
    }

    /** RFC 3597 4: resolvers that do not know a type could not find the names in it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SRV", "RP", "AFSDB", "RT", "PX", "KX", "NAPTR", "DNAME", "SVCB", "RRSIG", "NSEC"
            })
    void namesInDataOfOtherTypesAreNot(String type) throws IOException {
        Message query = query(type + ".example.", type);
        byte[] reply = ask(query);
        Record read = new Message(reply).getSection(Section.ANSWER).getFirst();
        assertEquals(Type.value(type), read.getType());
        assertArrayEquals(read.rdataToWireCanonical(), lower(firstData(reply)));
    }

    /** None of the data in this zone has bytes that mean other things in upper case. */
    private static byte[] lower(byte[] data) {
        byte[] lower = data.clone();
        if (data.length > 30) return lower;
        for (int i = 0; i < lower.length; i++) {
            if (lower[i] >= 'A' && lower[i] <= 'Z') lower[i] = (byte) (lower[i] + 32);
        }
        return lower;
    }

    /** RFC 4343 4.2: as it was written. */
    @Test
    void lettersInDataStayAsTheyWereWritten() throws IOException {
        String hex = HexFormat.of().formatHex(firstData(ask(query("alias.example.", "CNAME"))));
        assertEquals("0154c00c", hex);
    }

    /** RFC 1035 4.1.4: pointers are 14 bits long. */
    @Test
    void whatLiesPast16384BytesIsNotPointedTo() throws IOException {
        StringBuilder text = new StringBuilder("$TTL 9\n@ SOA n.test. h 1 2 3 4 5\n@ NS n.test.\n");
        // Long labels, so that the names are few enough to be remembered, each of them twice.
        for (int i = 0; i < 500; i++) text.append("many MX " + i + " " + host(i) + "\n");
        byte[] reply =
                responder("example.zone", text.toString())
                        .respond(query("many.example.", "MX").toWire(), Transport.TCP)
                        .orElseThrow();
        assertTrue(reply.length > 0x4000 + 4096, reply.length + " bytes");
        List<Record> answers = new Message(reply).getSection(Section.ANSWER);
        assertEquals(500, answers.size());
        for (Record r : answers) {
            String[] words = r.rdataToString().split(" ", -1);
            assertEquals(host(Integer.parseInt(words[0])) + ".example.", words[1]);
        }
    }

    private static String host(int i) {
        return "h" + (1000 + i % 240) + "x".repeat(58);
    }

    /** RFC 1034 3.6.2: clients that read from top to bottom find each link before its next. */
    @Test
    void linksOfAChainStandInTheirOrder() throws IOException {
        List<String> order = new ArrayList<>();
        for (Record r : new Message(ask(query("c1.example.", "A"))).getSection(Section.ANSWER)) {
            order.add(r.getName().relativize(Name.fromString("example.")).toString());
        }
        assertEquals(List.of("c1", "c3", "d", "x.d", "x.e", "c0"), order);
    }

    /** RFC 1035 4.1.1: what a client has no business to set is not given back. */
    @Test
    void bitsThatAreNotTheClientsAreClear() throws IOException {
        byte[] query = query("c0.example.", "A").toWire();
        query[2] |= 0x06; // AA, TC
        query[3] = (byte) 0xff; // RA, Z, AD, CD and a code
        byte[] reply = responder("example.zone", ZONE).respond(query, Transport.UDP).orElseThrow();
        assertEquals("8500", HexFormat.of().formatHex(reply, 2, 4));
        query[2] = 0x06;
        reply = responder("example.zone", ZONE).respond(query, Transport.UDP).orElseThrow();
        assertEquals("8400", HexFormat.of().formatHex(reply, 2, 4));
        byte[] refused = query("c0.test.", "A").toWire();
        refused[2] = 0x06;
        reply = responder("example.zone", ZONE).respond(refused, Transport.UDP).orElseThrow();
        assertEquals("8005", HexFormat.of().formatHex(reply, 2, 4));
    }

    /** RFC 1035 4.1.1: the kind of query comes back, known or not. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 15})
    void opcodeAndIdComeBack(int opcode) throws IOException {
        Message query = query("c0.example.", "A");
        query.getHeader().setOpcode(opcode);
        Message reply = new Message(ask(query));
        assertEquals(opcode, reply.getHeader().getOpcode());
        assertEquals(query.getHeader().getID(), reply.getHeader().getID());
        assertTrue(reply.getHeader().getFlag(Flags.QR));
    }

    /** RFC 6891 6.1.4: flags without a meaning are passed over, and never sent. */
    @Test
    void reservedFlagsOfOptAreIgnored() throws IOException {
        Message query = query("c0.example.", "A");
        query.addRecord(new OPTRecord(1232, 0, 0, 0x7fff), Section.ADDITIONAL);
        Message reply = new Message(ask(query));
        assertEquals(0, reply.getOPT().getFlags());
        assertEquals(1, reply.getSection(Section.ANSWER).size());
    }

    /** RFC 4035 3.1.4: NS stands before DS or its denial. */
    @ParameterizedTest
    @CsvSource({
        "nsec,   x.secure,   DS",
        "nsec,   x.insecure, NSEC",
        "nsec3,  x.secure,   DS",
        "nsec3,  x.insecure, NSEC3",
        "optout, x.insecure, NSEC3"
    })
    void serversOfAReferralStandFirst(String zone, String name, String then) throws IOException {
        String text = Files.readString(Path.of("src/test/resources/signed/" + zone + ".test.zone"));
        Message query = query(name + "." + zone + ".test.", "A");
        query.addRecord(new OPTRecord(1232, 0, 0, 0x8000), Section.ADDITIONAL);
        Responder responder = responder(zone + ".test.zone", text);
        Message reply = new Message(responder.respond(query.toWire(), Transport.TCP).orElseThrow());
        List<String> types = new ArrayList<>();
        for (Record r : reply.getSection(Section.AUTHORITY)) {
            String type = Type.string(r.getType());
            if (!types.contains(type)) types.add(type);
        }
        assertEquals(List.of("NS", then, "RRSIG"), types);
    }
}
