package dev.homeport.dns.secondary;

import dev.homeport.dns.zone.DomainName;
import dev.homeport.dns.zone.RecordType;
import dev.homeport.dns.zone.Zone;

import java.io.IOException;

/**
 * Reads one transfer off a connection (RFC 5936 2.2, RFC 1995). Holds what came until all of it is
 * there. Not thread-safe.
 */
final class ZoneTransfer {
    private final TcpLink link;
    private final DomainName origin;
    private final TransferLimits limits;
    private final MessageReader reader = new MessageReader();

    ZoneTransfer(TcpLink link, DomainName origin, TransferLimits limits) {
        this.link = link;
        this.origin = origin;
        this.limits = limits;
    }

    /** The zone as a whole. */
    Received axfr(int id, Seal seal) throws IOException, BadTransfer {
        link.send(seal.sign(Asking.question(id, origin, RecordType.AXFR)));
        return read(id, RecordType.AXFR, seal, Incoming.whole(origin, limits));
    }

    /** What changed since what is held, or the zone as a whole. */
    Received ixfr(int id, Seal seal, Zone held) throws IOException, BadTransfer {
        link.send(seal.sign(Asking.changes(id, held.soa())));
        Incoming incoming = Incoming.since(origin, held.serial(), limits);
        return read(id, RecordType.IXFR, seal, incoming);
    }

    private Received read(int id, int type, Seal seal, Incoming incoming)
            throws IOException, BadTransfer {
        boolean first = true;
        while (!incoming.isComplete()) {
            reader.open(seal.check(link.receive()));
            checkHead(id, type, first);
            records(incoming);
            incoming.endMessage();
            first = false;
        }
        seal.end();
        return incoming.received();
    }

    /** RFC 5936 2.2.1 and 2.2.2: the header repeats the id, the first message the question. */
    private void checkHead(int id, int type, boolean first) throws BadTransfer {
        if (reader.id() != id) throw new BadTransfer("a message with a wrong id");
        if (!reader.isResponse() || reader.opcode() != 0) {
            throw new BadTransfer("a message that is no answer");
        }
        Answered.requireGood(reader);
        if (reader.isTruncated()) throw new BadTransfer("a truncated message over TCP");
        boolean asked = reader.asks(origin, type);
        if (!asked && (first || reader.hasQuestion())) {
            throw new BadTransfer("an answer to another question");
        }
    }

    private void records(Incoming incoming) throws BadTransfer {
        int answers = 0;
        while (reader.next()) {
            // RFC 5936 2.2.5: what stands in other sections (OPT, say) is no part of the zone.
            if (reader.section() != MessageReader.Section.ANSWER) continue;
            if (!reader.isZoneRecord()) throw new BadTransfer("a record of no zone");
            incoming.record(reader.owner(), reader.type(), reader.ttl(), reader.rdata());
            answers++;
        }
        // A stream of messages that say nothing would have no end.
        if (answers == 0) throw new BadTransfer("a message without records");
    }
}
