package dev.homeport.dns.update;

import dev.homeport.dns.LiveZones;
import dev.homeport.dns.answer.Rcode;
import dev.homeport.dns.load.Loaded;
import dev.homeport.dns.load.Severity;
import dev.homeport.dns.load.ZoneAssembly;
import dev.homeport.dns.load.ZoneProblem;
import dev.homeport.dns.message.DnsMessage;
import dev.homeport.dns.message.DnsMessage.Asked;
import dev.homeport.dns.message.MessageRecord;
import dev.homeport.dns.transfer.Peer;
import dev.homeport.dns.transfer.TransferLog;
import dev.homeport.dns.transfer.UpdateHandler;
import dev.homeport.dns.transfer.ZoneDelta;
import dev.homeport.dns.zone.DomainName;
import dev.homeport.dns.zone.RecordType;
import dev.homeport.dns.zone.Zone;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Takes updates (RFC 2136 3): checks, writes them to the zone's journal, and serves them then.
 * Thread-safe: one update after the other.
 */
public final class DynamicZones implements UpdateHandler {
    private final LiveZones live;
    private final Function<DomainName, List<UpdateGrant>> grants;
    private final Journals journals;
    private final TransferLog log;

    /** Guards the sequence read, write to disk, serve, and the journals. */
    private final ReentrantLock changing = new ReentrantLock();

    /**
     * @param grants who may change what in a zone now; none for a zone that takes no updates
     */
    public DynamicZones(
            LiveZones live,
            Function<DomainName, List<UpdateGrant>> grants,
            Journals journals,
            TransferLog log) {
        this.live = live;
        this.grants = grants;
        this.journals = journals;
        this.log = log;
    }

    /** Keeps updates waiting until it is closed, by the thread that made it. */
    public interface Pause extends AutoCloseable {
        @Override
        void close();
    }

    /** Nothing is changed while others replace what is served. */
    public Pause pause() {
        changing.lock();
        return changing::unlock;
    }

    @Override
    public int update(DnsMessage message, Peer peer) {
        Asked asked = message.questions().getFirst();
        // RFC 2136 3.1.1.
        if (asked.type() != RecordType.SOA) return Rcode.FORMERR;
        if (asked.recordClass() != MessageRecord.CLASS_IN) return Rcode.NOTAUTH;
        changing.lock();
        try {
            return change(message, peer, asked.name());
        } finally {
            changing.unlock();
        }
    }

    private int change(DnsMessage message, Peer peer, DomainName origin) {
        Optional<Zone> found = live.current().find(origin);
        if (found.isEmpty()) return Rcode.NOTAUTH;
        Zone zone = found.get();
        List<UpdateGrant> theirs =
                grants.apply(origin).stream().filter(g -> peer.isSignedBy(g.key())).toList();
        if (theirs.isEmpty()) return refused(origin, peer, "nothing is granted to it");
        if (isSigned(zone)) {
            return refused(origin, peer, "the zone is signed elsewhere, and would be broken");
        }
        ZoneEdit edit = new ZoneEdit(zone);
        int code = Prerequisites.check(edit, message.answers());
        if (code != Rcode.NOERROR) return code;
        List<MessageRecord> steps = message.authorities();
        code = UpdateSteps.check(origin, steps);
        if (code != Rcode.NOERROR) return code;
        if (!UpdateSteps.isGranted(edit, theirs, steps)) {
            return refused(origin, peer, "its key does not cover these names and types");
        }
        UpdateSteps.apply(edit, steps);
        // RFC 2136 3.6: what changes nothing raises no serial.
        if (!edit.isChanged()) return Rcode.NOERROR;
        return serve(edit, zone, peer);
    }

    private static boolean isSigned(Zone zone) {
        return zone.soa().signatures().isPresent()
                || zone.find(zone.origin(), RecordType.DNSKEY).isPresent();
    }

    private int refused(DomainName origin, Peer peer, String reason) {
        log.failed(
                "event=update_refused zone=%s client=%s reason=\"%s\""
                        .formatted(origin, peer, reason));
        return Rcode.REFUSED;
    }

    private int serve(ZoneEdit edit, Zone before, Peer peer) {
        DomainName origin = before.origin();
        Loaded assembled =
                ZoneAssembly.assemble(origin, Path.of("update"), edit.rrsets(), journals.limits());
        Optional<Zone> after = assembled.zones().find(origin);
        if (after.isEmpty()) return refused(origin, peer, firstError(assembled));
        ZoneDelta delta = ZoneDelta.between(before, after.get());
        try {
            journals.append(before, delta);
        } catch (IOException e) {
            log.failed(
                    "event=update_failed zone=%s client=%s reason=\"%s\""
                            .formatted(origin, peer, e.getMessage()));
            return Rcode.SERVFAIL;
        }
        live.change(zones -> zones.with(after.get()));
        log.happened(
                "event=updated zone=%s serial=%d client=%s removed=%d added=%d"
                        .formatted(
                                origin,
                                delta.to(),
                                peer,
                                delta.removed().size(),
                                delta.added().size()));
        return Rcode.NOERROR;
    }

    private static String firstError(Loaded loaded) {
        return loaded.problems().stream()
                .filter(p -> p.severity() == Severity.ERROR)
                .map(ZoneProblem::message)
                .findFirst()
                .orElse("the zone would be broken");
    }
}
