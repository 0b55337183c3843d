package dev.homeport.dns.update;

import dev.homeport.dns.answer.Rcode;
import dev.homeport.dns.message.MessageRecord;
import dev.homeport.dns.transfer.SerialNumber;
import dev.homeport.dns.transfer.ZoneDelta;
import dev.homeport.dns.zone.DomainName;
import dev.homeport.dns.zone.RecordType;
import dev.homeport.dns.zone.Rrset;

import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** The changes that a message demands (RFC 2136 2.5, 3.4). */
final class UpdateSteps {
    private static final int META_TYPES = 128;
    private static final int META_TYPES_END = 255;
    private static final int SERIAL_FROM_END = 20;

    private UpdateSteps() {}

    /** RFC 2136 3.4.1: looks at all before anything is done. */
    static int check(DomainName origin, List<MessageRecord> steps) {
        for (MessageRecord step : steps) {
            if (!step.owner().isAtOrBelow(origin)) return UpdateCode.NOTZONE;
            boolean anyType = step.type() == RecordType.ANY;
            boolean meta = isMeta(step.type());
            boolean good =
                    switch (step.recordClass()) {
                        case MessageRecord.CLASS_IN -> !meta && !anyType && isReadable(step);
                        case MessageRecord.CLASS_ANY ->
                                step.ttl() == 0 && step.rdata().length == 0 && !meta;
                        case MessageRecord.CLASS_NONE -> step.ttl() == 0 && !meta && !anyType;
                        default -> false;
                    };
            if (!good) return Rcode.FORMERR;
        }
        return Rcode.NOERROR;
    }

    /** Types of questions and messages rather than of data, ANY left out. */
    private static boolean isMeta(int type) {
        return type == 0 || type == RecordType.OPT || (type >= META_TYPES && type < META_TYPES_END);
    }

    /** What is served must be data that others can read. */
    private static boolean isReadable(MessageRecord step) {
        // Few types may have no data at all.
        if (step.rdata().length == 0) return step.type() == Type.NULL || step.type() == Type.APL;
        try {
            Name owner = new Name(step.owner().wire());
            Record.newRecord(owner, step.type(), DClass.IN, 0, step.rdata());
            return true;
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    /** Whether grants cover every step (RFC 2136 3.3). */
    static boolean isGranted(ZoneEdit zone, List<UpdateGrant> grants, List<MessageRecord> steps) {
        for (MessageRecord step : steps) {
            if (step.type() != RecordType.ANY) {
                if (!isGranted(grants, step.owner(), step.type())) return false;
                continue;
            }
            // Whoever removes all that a name has must be allowed to remove each of it.
            for (Rrset rrset : zone.of(step.owner())) {
                boolean stays = isKept(zone, step.owner(), rrset.type());
                if (!stays && !isGranted(grants, step.owner(), rrset.type())) return false;
            }
            if (grants.stream().noneMatch(g -> coversName(g, step.owner()))) return false;
        }
        return true;
    }

    private static boolean coversName(UpdateGrant grant, DomainName owner) {
        return grant.names().stream().anyMatch(pattern -> pattern.covers(owner));
    }

    private static boolean isGranted(List<UpdateGrant> grants, DomainName owner, int type) {
        return grants.stream().anyMatch(grant -> grant.covers(owner, type));
    }

    /** RFC 2136 3.4.2.3: the SOA and the NS records of the apex cannot be removed as a whole. */
    private static boolean isKept(ZoneEdit zone, DomainName owner, int type) {
        return owner.equals(zone.origin()) && (type == RecordType.SOA || type == RecordType.NS);
    }

    /** Does all steps, and raises the serial if something is different then. */
    static void apply(ZoneEdit zone, List<MessageRecord> steps) {
        long before = ZoneDelta.serial(zone.soa());
        for (MessageRecord step : steps) {
            switch (step.recordClass()) {
                case MessageRecord.CLASS_IN -> add(zone, step);
                case MessageRecord.CLASS_ANY -> removeSets(zone, step);
                default -> removeOne(zone, step);
            }
        }
        // RFC 2136 3.6: unless the message did so itself.
        if (ZoneDelta.serial(zone.soa()) == before && zone.isChanged()) {
            zone.put(withSerial(zone.soa(), SerialNumber.next(before)));
        }
    }

    static Rrset withSerial(Rrset soa, long serial) {
        byte[] rdata = soa.rdata().getFirst();
        ByteBuffer.wrap(rdata).putInt(rdata.length - SERIAL_FROM_END, (int) serial);
        return Rrset.of(soa.owner(), soa.type(), soa.ttl(), List.of(rdata));
    }

    /** RFC 2136 3.4.2.2. */
    private static void add(ZoneEdit zone, MessageRecord step) {
        // RFC 2181 8: a time to live with the highest bit set counts as none.
        int ttl = step.ttl() > Integer.MAX_VALUE ? 0 : (int) step.ttl();
        DomainName owner = step.owner();
        switch (step.type()) {
            case RecordType.SOA -> {
                Rrset soa = Rrset.of(owner, RecordType.SOA, ttl, List.of(step.rdata()));
                boolean newer =
                        SerialNumber.isNewer(ZoneDelta.serial(soa), ZoneDelta.serial(zone.soa()));
                if (owner.equals(zone.origin()) && newer) zone.put(soa);
            }
            case RecordType.CNAME -> {
                boolean other = zone.of(owner).stream().anyMatch(r -> r.type() != RecordType.CNAME);
                if (!other) zone.put(Rrset.of(owner, step.type(), ttl, List.of(step.rdata())));
            }
            case RecordType.DNAME -> {
                // RFC 6672 5.2: a new one takes the place of the old, but not beside a CNAME.
                if (isAlias(zone, owner)) return;
                zone.put(Rrset.of(owner, step.type(), ttl, List.of(step.rdata())));
            }
            default -> {
                if (!isAlias(zone, owner)) zone.add(owner, step.type(), ttl, step.rdata());
            }
        }
    }

    private static boolean isAlias(ZoneEdit zone, DomainName owner) {
        return zone.find(owner, RecordType.CNAME).isPresent();
    }

    /** RFC 2136 3.4.2.3. */
    private static void removeSets(ZoneEdit zone, MessageRecord step) {
        for (Rrset rrset : zone.of(step.owner())) {
            boolean meant = step.type() == RecordType.ANY || step.type() == rrset.type();
            if (meant && !isKept(zone, step.owner(), rrset.type())) {
                zone.remove(step.owner(), rrset.type());
            }
        }
    }

    /** RFC 2136 3.4.2.4. */
    private static void removeOne(ZoneEdit zone, MessageRecord step) {
        if (step.type() == RecordType.SOA) return;
        boolean last =
                isKept(zone, step.owner(), step.type())
                        && zone.find(step.owner(), step.type())
                                .filter(rrset -> rrset.count() == 1)
                                .isPresent();
        if (!last) zone.remove(step.owner(), step.type(), step.rdata());
    }
}
