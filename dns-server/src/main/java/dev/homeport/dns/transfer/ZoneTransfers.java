package dev.homeport.dns.transfer;

import dev.homeport.dns.answer.Rcode;
import dev.homeport.dns.message.DnsMessage.Asked;
import dev.homeport.dns.message.MessageRecord;
import dev.homeport.dns.transfer.Dialogue.Turn;
import dev.homeport.dns.zone.DomainName;
import dev.homeport.dns.zone.RecordType;
import dev.homeport.dns.zone.Rrset;
import dev.homeport.dns.zone.Zone;
import dev.homeport.dns.zone.Zones;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Gives whole zones and their changes to those who may have them (RFC 5936, 1995). Thread-safe. */
public final class ZoneTransfers {
    private final Supplier<Zones> zones;
    private final Function<DomainName, AccessList> access;
    private final ZoneHistory history;
    private final TransferLog log;

    /**
     * @param zones gives the snapshot; asked once a transfer, which so is of one version
     * @param access who may have a zone
     */
    public ZoneTransfers(
            Supplier<Zones> zones,
            Function<DomainName, AccessList> access,
            ZoneHistory history,
            TransferLog log) {
        this.zones = zones;
        this.access = access;
        this.history = history;
        this.log = log;
    }

    /**
     * Answers AXFR over a stream, and IXFR over anything.
     *
     * @return NOERROR when all is said, another code that is still to be said
     */
    int answer(Turn turn) throws InterruptedException {
        Asked question = turn.question();
        if (question.recordClass() != MessageRecord.CLASS_IN) return Rcode.REFUSED;
        Zones snapshot = zones.get();
        Optional<Zone> found = snapshot.find(question.name());
        if (found.isEmpty() && snapshot.isUnavailable(question.name(), RecordType.SOA)) {
            // RFC 1034 4.3.5: it is ours, but it expired or has never come.
            return refused(turn, Rcode.SERVFAIL, "its data is not here");
        }
        // RFC 5936 2.2.1.
        if (found.isEmpty()) return refused(turn, Rcode.NOTAUTH, "no such zone");
        if (!access.apply(question.name()).allows(turn.peer())) {
            return refused(turn, Rcode.REFUSED, "not in its transfer list");
        }
        if (question.type() == RecordType.AXFR) return whole(turn, found.get(), "axfr");
        return incremental(turn, found.get());
    }

    private int refused(Turn turn, int rcode, String reason) {
        log.failed(
                "event=transfer_refused zone=%s client=%s reason=\"%s\""
                        .formatted(turn.question().name(), turn.peer(), reason));
        return rcode;
    }

    private int incremental(Turn turn, Zone zone) throws InterruptedException {
        List<MessageRecord> authorities = turn.message().authorities();
        // RFC 1995 3: the SOA of the version the asker has.
        if (authorities.size() != 1
                || authorities.getFirst().type() != RecordType.SOA
                || authorities.getFirst().rdata().length < 22
                || !authorities.getFirst().owner().equals(zone.origin())) {
            return Rcode.FORMERR;
        }
        byte[] soa = authorities.getFirst().rdata();
        long serial = ZoneDelta.serial(Rrset.of(zone.origin(), RecordType.SOA, 0, List.of(soa)));
        // RFC 1995 2 and 4: who is up to date gets the SOA alone.
        if (!SerialNumber.isNewer(zone.serial(), serial)) return single(turn, zone);
        Optional<List<ZoneDelta>> deltas = history.since(serial, zone);
        if (turn.transport().isDatagram()) return datagram(turn, zone, deltas);
        if (deltas.isEmpty()) return whole(turn, zone, "ixfr_whole");
        Outgoing out = outgoing(turn);
        out.deltas(zone.soa(), deltas.get());
        out.flush();
        return done(turn, zone, "ixfr", out);
    }

    private int single(Turn turn, Zone zone) throws InterruptedException {
        Outgoing out = outgoing(turn);
        out.add(zone.soa());
        out.flush();
        return Rcode.NOERROR;
    }

    /**
     * RFC 1995 2: what does not fit into a datagram is the SOA alone, and the asker comes again.
     */
    private int datagram(Turn turn, Zone zone, Optional<List<ZoneDelta>> deltas)
            throws InterruptedException {
        if (deltas.isEmpty()) return single(turn, zone);
        // Compressed owners cannot be measured but by writing them; one message too many is enough.
        List<byte[]> messages = new ArrayList<>();
        Outgoing out =
                new Outgoing(
                        turn.message().id(),
                        turn.message().flags(),
                        turn.question(),
                        Outgoing.Seal.NONE,
                        turn.sealBytes(),
                        message -> messages.add(message) && messages.size() < 2);
        out.deltas(zone.soa(), deltas.get());
        out.flush();
        boolean fits = messages.size() == 1 && messages.getFirst().length <= turn.replyBytesMax();
        if (!fits) return single(turn, zone);
        turn.replies().send(turn.sealed(messages.getFirst()));
        return done(turn, zone, "ixfr", out);
    }

    private int whole(Turn turn, Zone zone, String kind) throws InterruptedException {
        Outgoing out = outgoing(turn);
        out.zone(zone);
        out.flush();
        return done(turn, zone, kind, out);
    }

    private static Outgoing outgoing(Turn turn) {
        return new Outgoing(
                turn.message().id(),
                turn.message().flags(),
                turn.question(),
                turn::sealed,
                turn.sealBytes(),
                turn.replies());
    }

    private int done(Turn turn, Zone zone, String kind, Outgoing out) {
        String line =
                "zone=%s serial=%d client=%s kind=%s records=%d bytes=%d"
                        .formatted(
                                zone.origin(),
                                zone.serial(),
                                turn.peer(),
                                kind,
                                out.records(),
                                out.bytes());
        if (out.isGone()) log.failed("event=transfer_broken_off " + line);
        else log.happened("event=transfer_sent " + line);
        return Rcode.NOERROR;
    }
}
