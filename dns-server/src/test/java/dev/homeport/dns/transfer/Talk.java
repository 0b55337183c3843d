package dev.homeport.dns.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.homeport.dns.load.ZoneFiles;
import dev.homeport.dns.tsig.TsigAlgorithm;
import dev.homeport.dns.tsig.TsigGate;
import dev.homeport.dns.tsig.TsigKey;
import dev.homeport.dns.tsig.TsigKeys;
import dev.homeport.dns.wire.Responder;
import dev.homeport.dns.wire.ResponderOptions;
import dev.homeport.dns.wire.ServerIdentity;
import dev.homeport.dns.wire.Transport;
import dev.homeport.dns.zone.DomainName;
import dev.homeport.dns.zone.Zone;
import dev.homeport.dns.zone.Zones;

import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** A server to talk to without a socket, and what it said as lines that can be read. */
final class Talk {
    static final Name ORIGIN = Name.fromConstantString("example.");
    static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-23T12:00:00Z"));
    static final TsigKey KEY =
            new TsigKey(
                    DomainName.of(Name.fromConstantString("move.")),
                    TsigAlgorithm.HMAC_SHA256,
                    "a secret of thirty-two bytes....".getBytes(StandardCharsets.US_ASCII));
    static final TsigKeys KEYS = TsigKeys.of(List.of(KEY));
    static final InetSocketAddress CLIENT =
            new InetSocketAddress(InetAddress.ofLiteral("192.0.2.99"), 5000);

    /** May have any zone. */
    static final AccessList CLIENT_MAY =
            new AccessList(List.of(new AccessRule.From(Prefix.of(CLIENT.getAddress()))));

    static final AccessList KEY_MAY = new AccessList(List.of(new AccessRule.SignedBy(KEY.name())));

    final List<String> log = new ArrayList<>();
    final ZoneHistory history = new ZoneHistory(ZoneHistory.Limits.DEFAULT);
    AccessList access = CLIENT_MAY;
    NotifyHandler notifies = NotifyHandler.NONE;
    UpdateHandler updates = UpdateHandler.NONE;

    /** After how many messages the reader goes away. */
    int patience = Integer.MAX_VALUE;

    private final Zones zones;

    Talk(Zone... zones) {
        this(Zones.of(List.of(zones)));
    }

    Talk(Zones zones) {
        this.zones = zones;
    }

    /** The zone example with a serial, an address of its server, and these lines. */
    static Zone zone(long serial, String... lines) {
        String text =
                "$TTL 300\n@ SOA ns1 host %d 3600 600 86400 300\n@ NS ns1\nns1 A 192.0.2.1\n%s\n"
                        .formatted(serial, String.join("\n", lines));
        var loaded = ZoneFiles.loadText(Path.of("example.zone"), text);
        assertEquals(false, loaded.hasErrors(), loaded.problems().toString());
        return loaded.zones().all().getFirst();
    }

    /** A question for the zone. */
    static Message ask(int type) {
        return ask(ORIGIN, type, DClass.IN);
    }

    static Message ask(Name name, int type, int recordClass) {
        Message query = new Message(4711);
        query.addRecord(Record.newRecord(name, type, recordClass), Section.QUESTION);
        return query;
    }

    /** RFC 1995 3: what changed since a serial. */
    static Message askSince(long serial) {
        Message query = ask(Type.IXFR);
        var soa = new SOARecord(ORIGIN, DClass.IN, 0, ORIGIN, ORIGIN, serial, 0, 0, 0, 0);
        query.addRecord(soa, Section.AUTHORITY);
        return query;
    }

    /** Sends bytes and gives the bytes that came back. */
    List<byte[]> send(byte[] message, Transport transport) throws InterruptedException {
        var options = new ResponderOptions(1232, 16, ServerIdentity.HIDDEN);
        var queries =
                new Responder(
                        () -> zones,
                        options,
                        failure -> {
                            throw failure;
                        });
        TransferLog lines = log();
        var dialogue =
                new Dialogue(
                        new TsigGate(() -> KEYS, CLOCK),
                        new Dialogue.Partners(notifies, updates, queries),
                        new ZoneTransfers(() -> zones, _ -> access, history, lines),
                        lines);
        List<byte[]> replies = new ArrayList<>();
        dialogue.hold(
                message,
                transport,
                CLIENT,
                reply -> {
                    replies.add(reply);
                    return replies.size() < patience;
                });
        return replies;
    }

    /** The replies to a query as lines: of each message code and flags, then its records. */
    List<String> say(Message query, Transport transport) throws Exception {
        List<String> lines = new ArrayList<>();
        for (byte[] reply : send(query.toWire(), transport)) lines.addAll(lines(reply));
        return lines;
    }

    /** One reply as lines. */
    static List<String> lines(byte[] reply) throws IOException {
        Message message = new Message(reply);
        assertEquals(4711, message.getHeader().getID());
        assertEquals(true, message.getHeader().getFlag(Flags.QR));
        List<String> lines = new ArrayList<>();
        lines.add(
                Rcode.string(message.getHeader().getRcode())
                        + (message.getHeader().getFlag(Flags.AA) ? " AA" : "")
                        + (message.getHeader().getFlag(Flags.TC) ? " TC" : "")
                        + (message.getQuestion() == null ? " without question" : ""));
        for (Record record : message.getSection(Section.ANSWER)) lines.add(line(record));
        return lines;
    }

    private static String line(Record record) {
        if (record instanceof SOARecord soa) return "SOA " + soa.getSerial();
        Name name = record.getName();
        String owner = name.equals(ORIGIN) ? "@" : name.relativize(ORIGIN).toString();
        return owner + " " + Type.string(record.getType()) + " " + record.rdataToString();
    }

    private TransferLog log() {
        return new TransferLog() {
            @Override
            public void happened(String line) {
                log.add(line);
            }

            @Override
            public void failed(String line) {
                log.add("! " + line);
            }
        };
    }
}
