package dev.homeport.dns.update;

import dev.homeport.dns.answer.Rcode;
import dev.homeport.dns.message.MessageRecord;
import dev.homeport.dns.zone.DomainName;
import dev.homeport.dns.zone.RecordType;
import dev.homeport.dns.zone.Rrset;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What must hold before anything is changed (RFC 2136 2.4, 3.2). */
final class Prerequisites {
    private Prerequisites() {}

    private record Key(DomainName owner, int type) {}

    /** NOERROR when all hold, or the code of the first that does not. */
    static int check(ZoneEdit zone, List<MessageRecord> prerequisites) {
        Map<Key, List<byte[]>> wholes = new LinkedHashMap<>();
        for (MessageRecord one : prerequisites) {
            int code = check(zone, one, wholes);
            if (code != Rcode.NOERROR) return code;
        }
        for (var whole : wholes.entrySet()) {
            Key key = whole.getKey();
            Optional<Rrset> there = zone.find(key.owner(), key.type());
            if (there.isEmpty() || !same(there.get(), whole.getValue())) return UpdateCode.NXRRSET;
        }
        return Rcode.NOERROR;
    }

    private static int check(ZoneEdit zone, MessageRecord one, Map<Key, List<byte[]>> wholes) {
        // RFC 2136 3.2.5, in its order.
        if (one.ttl() != 0) return Rcode.FORMERR;
        DomainName owner = one.owner();
        if (!owner.isAtOrBelow(zone.origin())) return UpdateCode.NOTZONE;
        boolean anyType = one.type() == RecordType.ANY;
        return switch (one.recordClass()) {
            case MessageRecord.CLASS_ANY -> {
                if (one.rdata().length != 0) yield Rcode.FORMERR;
                if (anyType) yield zone.of(owner).isEmpty() ? Rcode.NXDOMAIN : Rcode.NOERROR;
                boolean there = zone.find(owner, one.type()).isPresent();
                yield there ? Rcode.NOERROR : UpdateCode.NXRRSET;
            }
            case MessageRecord.CLASS_NONE -> {
                if (one.rdata().length != 0) yield Rcode.FORMERR;
                if (anyType) yield zone.of(owner).isEmpty() ? Rcode.NOERROR : Rcode.YXDOMAIN;
                boolean there = zone.find(owner, one.type()).isPresent();
                yield there ? UpdateCode.YXRRSET : Rcode.NOERROR;
            }
            case MessageRecord.CLASS_IN -> {
                if (anyType) yield Rcode.FORMERR;
                wholes.computeIfAbsent(new Key(owner, one.type()), _ -> new ArrayList<>())
                        .add(one.rdata());
                yield Rcode.NOERROR;
            }
            default -> Rcode.FORMERR;
        };
    }

    /** RFC 2136 2.4.2: the same records, whatever their order and times to live. */
    private static boolean same(Rrset there, List<byte[]> wanted) {
        List<byte[]> distinct = new ArrayList<>();
        for (byte[] rdata : wanted) {
            if (ZoneEdit.indexOf(distinct, there.type(), rdata) < 0) distinct.add(rdata);
        }
        if (there.count() != distinct.size()) return false;
        List<byte[]> held = there.rdata();
        for (byte[] rdata : distinct) {
            if (ZoneEdit.indexOf(held, there.type(), rdata) < 0) return false;
        }
        return true;
    }
}
