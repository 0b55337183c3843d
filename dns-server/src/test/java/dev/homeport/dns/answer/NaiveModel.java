package dev.homeport.dns.answer;

import org.xbill.DNS.DClass;
import org.xbill.DNS.DNAMERecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Type;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * RFC 1034 4.3.2 read aloud: goes down label by label and scans all records each time. Slow, and
 * made differently from the server on purpose.
 */
final class NaiveModel {
    private final List<ModelZone> zones;
    private final int aliasStepsMax;

    record ModelZone(Name origin, List<Record> records) {}

    /** Sections as sets of text. */
    record Said(String rcode, boolean aa, Set<String> answer, Set<String> authority) {}

    /** What a walk down one zone ended with. */
    private record End(Kind kind, List<Record> records) {}

    private enum Kind {
        DATA,
        REDIRECT,
        REFERRAL,
        NXDOMAIN
    }

    NaiveModel(List<ModelZone> zones, int aliasStepsMax) {
        this.zones = zones;
        this.aliasStepsMax = aliasStepsMax;
    }

    static String text(Record r) {
        return r.getName()
                + " "
                + r.getTTL()
                + " "
                + Type.string(r.getType())
                + " "
                + r.rdataToString();
    }

    Said answer(Name asked, int type) {
        Set<String> answer = new LinkedHashSet<>();
        Name name = asked;
        for (int step = 0; step <= aliasStepsMax; step++) {
            ModelZone zone = zone(name, type);
            if (zone == null) {
                return said(step == 0 ? Rcode.REFUSED : Rcode.NOERROR, step > 0, answer, List.of());
            }
            End end = walk(zone, name, type);
            if (end.kind == Kind.REFERRAL)
                return said(Rcode.NOERROR, step > 0, answer, end.records);
            if (end.kind == Kind.NXDOMAIN) return said(Rcode.NXDOMAIN, true, answer, soa(zone));
            Record next = alias(end, type);
            if (next == null) {
                List<Record> found = picked(end.records, type);
                found.forEach(r -> answer.add(text(r.withName(asked(r, end)))));
                return said(Rcode.NOERROR, true, answer, found.isEmpty() ? soa(zone) : List.of());
            }
            if (step == aliasStepsMax) break;
            if (next instanceof DNAMERecord dname) {
                answer.add(text(next));
                Name target = substitute(name, dname);
                if (target == null) return said(Rcode.YXDOMAIN, true, answer, List.of());
                next = new org.xbill.DNS.CNAMERecord(name, DClass.IN, next.getTTL(), target);
            }
            if (!answer.add(text(next))) break;
            if (type == Type.CNAME) break;
            name = ((org.xbill.DNS.CNAMERecord) next).getTarget();
        }
        return said(Rcode.NOERROR, true, answer, List.of());
    }

    private static Name asked(Record r, End end) {
        return end.records.isEmpty() ? r.getName() : end.records.getFirst().getName();
    }

    private static Said said(int rcode, boolean aa, Set<String> answer, List<Record> authority) {
        Set<String> texts = new LinkedHashSet<>();
        authority.forEach(r -> texts.add(text(r)));
        return new Said(Rcode.string(rcode), aa, answer, texts);
    }

    private @org.jspecify.annotations.Nullable ModelZone zone(Name name, int type) {
        ModelZone best = null;
        for (ModelZone zone : zones) {
            boolean covers = name.subdomain(zone.origin);
            // The apex's DS is the parent's, if there is one.
            boolean yields = type == Type.DS && name.equals(zone.origin) && isServedAbove(name);
            if (covers
                    && !yields
                    && (best == null || best.origin.labels() < zone.origin.labels())) {
                best = zone;
            }
        }
        return best;
    }

    private boolean isServedAbove(Name origin) {
        return zones.stream().anyMatch(z -> !z.origin.equals(origin) && origin.subdomain(z.origin));
    }

    private static End walk(ModelZone zone, Name name, int type) {
        int depth = name.labels() - zone.origin.labels();
        for (int below = 0; below <= depth; below++) {
            Name here = new Name(name, depth - below);
            if (zone.records.stream().noneMatch(r -> r.getName().subdomain(here))) {
                return wildcard(zone, new Name(here, 1), name);
            }
            List<Record> records = at(zone, here);
            boolean last = below == depth;
            List<Record> servers = picked(records, Type.NS);
            if (below > 0 && !servers.isEmpty() && !(last && type == Type.DS)) {
                return new End(Kind.REFERRAL, servers);
            }
            List<Record> dname = picked(records, Type.DNAME);
            if (!last && !dname.isEmpty()) return new End(Kind.REDIRECT, dname);
        }
        return new End(Kind.DATA, at(zone, name));
    }

    private static End wildcard(ModelZone zone, Name encloser, Name name) {
        Name asterisk = Name.fromConstantString("*." + encloser);
        if (zone.records.stream().noneMatch(r -> r.getName().subdomain(asterisk))) {
            return new End(Kind.NXDOMAIN, List.of());
        }
        return new End(Kind.DATA, at(zone, asterisk).stream().map(r -> r.withName(name)).toList());
    }

    private static List<Record> at(ModelZone zone, Name name) {
        return zone.records.stream().filter(r -> r.getName().equals(name)).toList();
    }

    private static List<Record> picked(List<Record> records, int type) {
        if (type != Type.ANY) return records.stream().filter(r -> r.getType() == type).toList();
        int lowest = records.stream().mapToInt(Record::getType).min().orElse(0);
        return picked(records, lowest);
    }

    private static @org.jspecify.annotations.Nullable Record alias(End end, int type) {
        if (end.kind == Kind.REDIRECT) return end.records.getFirst();
        if (type == Type.CNAME || type == Type.ANY) return null;
        List<Record> cname = picked(end.records, Type.CNAME);
        return cname.isEmpty() ? null : cname.getFirst();
    }

    private static @org.jspecify.annotations.Nullable Name substitute(
            Name name, DNAMERecord dname) {
        try {
            return name.fromDNAME(dname);
        } catch (NameTooLongException e) {
            return null;
        }
    }

    private static List<Record> soa(ModelZone zone) {
        List<Record> all = new ArrayList<>();
        for (Record r : at(zone, zone.origin)) {
            if (r instanceof SOARecord soa) {
                long ttl = Math.min(soa.getTTL(), soa.getMinimum());
                all.add(
                        Record.newRecord(
                                r.getName(),
                                r.getType(),
                                DClass.IN,
                                ttl,
                                r.rdataToWireCanonical()));
            }
        }
        return all;
    }
}
