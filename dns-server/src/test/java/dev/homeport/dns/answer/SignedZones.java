package dev.homeport.dns.answer;

import dev.homeport.dns.load.Loaded;
import dev.homeport.dns.load.ZoneFiles;
import dev.homeport.dns.wire.Responder;
import dev.homeport.dns.wire.ResponderOptions;
import dev.homeport.dns.wire.ServerIdentity;
import dev.homeport.dns.wire.Transport;
import dev.homeport.dns.zone.Zone;
import dev.homeport.dns.zone.Zones;

import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The zones below {@code signed} of one kind, served: a signed parent, its signed child, and an
 * unsigned grandchild. They were signed once, with keys that are gone, and are good until 2037.
 */
final class SignedZones {
    private static final Path FOLDER = Path.of("src/test/resources/signed");

    /** How a zone denies. */
    enum Kind {
        NSEC,
        NSEC3,
        OPTOUT;

        /** The parent zone. */
        Name origin() {
            return Name.fromConstantString(name().toLowerCase(java.util.Locale.ROOT) + ".test.");
        }
    }

    private final Responder responder;

    private SignedZones(List<Zone> zones) {
        Zones all = Zones.of(zones);
        responder =
                new Responder(
                        () -> all,
                        new ResponderOptions(1232, 16, ServerIdentity.HIDDEN),
                        failure -> {
                            throw failure;
                        });
    }

    /** Parent, child and grandchild. */
    static SignedZones family(Kind kind) {
        Name origin = kind.origin();
        return new SignedZones(
                List.of(
                        load(origin.toString()),
                        load("secure." + origin),
                        load("below.secure." + origin)));
    }

    /** One zone alone. */
    static SignedZones alone(String origin) {
        return new SignedZones(List.of(load(origin)));
    }

    /** The text of one zone. */
    static String text(String origin) {
        try {
            return Files.readString(FOLDER.resolve(origin + "zone"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Zone load(String origin) {
        Loaded loaded = ZoneFiles.loadText(Path.of(origin + "zone"), text(origin));
        if (loaded.hasErrors()) throw new IllegalStateException(loaded.problems().toString());
        return loaded.zones().all().getFirst();
    }

    /** The reply over TCP to a question with the DO bit. */
    Message ask(Name name, int type) {
        Message query = Message.newQuery(Record.newRecord(name, type, DClass.IN));
        query.addRecord(
                new org.xbill.DNS.OPTRecord(1232, 0, 0, ExtendedFlags.DO),
                org.xbill.DNS.Section.ADDITIONAL);
        return reply(query);
    }

    /** The reply over TCP. */
    Message reply(Message query) {
        try {
            return new Message(responder.respond(query.toWire(), Transport.TCP).orElseThrow());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Every record of a section, without OPT. */
    static List<Record> section(Message reply, int section) {
        List<Record> records = new ArrayList<>();
        for (Record r : reply.getSection(section)) {
            if (r.getType() != org.xbill.DNS.Type.OPT) records.add(r);
        }
        return records;
    }
}
