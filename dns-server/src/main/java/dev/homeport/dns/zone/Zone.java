package dev.homeport.dns.zone;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** One zone, compiled for answering. Immutable and safe to share between threads. */
public final class Zone implements NameTable.Named {
    private final Node apex;
    private final NameTable<Node> nodes;
    private final Rrset soa;
    private final Rrset negativeSoa;
    private final long serial;
    private final int recordCount;

    /**
     * @param origin the name of the apex, which must be among the nodes and hold one SOA
     * @param nodes every existing name of the zone, empty non-terminals included
     */
    public Zone(DomainName origin, Collection<Node> nodes) {
        this.nodes = new NameTable<>(nodes);
        this.apex = require(this.nodes.find(origin), origin, "apex");
        this.soa = require(apex.rrset(RecordType.SOA), origin, "SOA");
        byte[] data = soa.rdatas();
        this.serial = number(data, data.length - 20);
        // RFC 2308 3: a negative answer lives for the smaller of the SOA's TTL and its MINIMUM.
        long minimum = number(data, data.length - 4);
        this.negativeSoa = soa.withTtl((int) Math.min(soa.ttl(), minimum));
        this.recordCount =
                nodes.stream().flatMap(n -> n.rrsets().stream()).mapToInt(Rrset::count).sum();
    }

    private static <T> T require(@Nullable T value, DomainName origin, String what) {
        if (value == null) throw new IllegalArgumentException("zone " + origin + " has no " + what);
        return value;
    }

    private static long number(byte[] data, int at) {
        return ((data[at] & 0xffL) << 24)
                | ((data[at + 1] & 0xffL) << 16)
                | ((data[at + 2] & 0xffL) << 8)
                | (data[at + 3] & 0xffL);
    }

    /** The name of the apex. */
    public DomainName origin() {
        return apex.name();
    }

    @Override
    public DomainName name() {
        return apex.name();
    }

    /** The serial number of the SOA, unsigned. */
    public long serial() {
        return serial;
    }

    /** Records in the zone. */
    public int recordCount() {
        return recordCount;
    }

    /** The SOA record. */
    public Rrset soa() {
        return soa;
    }

    /** The SOA record as it stands in negative answers, with their time to live. */
    public Rrset negativeSoa() {
        return negativeSoa;
    }

    /** Every set of records, the apex first, in no other order. */
    public List<Rrset> rrsets() {
        List<Rrset> all = new ArrayList<>(apex.rrsets());
        for (Node node : nodes.values()) if (node != apex) all.addAll(node.rrsets());
        return all;
    }

    /** Every record as text, for people. */
    public Stream<ZoneRecord> records() {
        return rrsets().stream().flatMap(rrset -> rrset.text().stream());
    }

    /**
     * Looks a name up (RFC 1034 4.3.2 step 3).
     *
     * @param name at or below the origin
     */
    public Lookup lookup(DomainName name, int type) {
        Node node = nodes.find(name);
        return node != null ? atNode(node, name, type) : belowNode(encloser(name), name, type);
    }

    private Node encloser(DomainName name) {
        Node closest = nodes.findClosest(name, 0);
        return closest == null ? apex : closest;
    }

    private static Lookup atNode(Node node, DomainName name, int type) {
        Cut cut = node.cut();
        if (cut != null) {
            boolean atCut = cut.owner().equals(name);
            // RFC 4035 3.1.4.1: the DS records at a cut belong to the parent.
            if (!atCut || type != RecordType.DS) return new Lookup.Delegation(cut);
        }
        Rrset redirect = node.redirect();
        if (redirect != null) return new Lookup.Redirect(redirect);
        return among(node.rrsets, type, name);
    }

    private static Lookup belowNode(Node encloser, DomainName name, int type) {
        Cut cut = encloser.cut();
        if (cut != null) return new Lookup.Delegation(cut);
        Rrset redirect = encloser.redirectBelow();
        if (redirect != null) return new Lookup.Redirect(redirect);
        // RFC 4592 3.3.1: only the asterisk right below the closest encloser is a source.
        Node.Wildcard wildcard = encloser.wildcard();
        if (wildcard == null) return Lookup.NO_SUCH_NAME;
        return among(wildcard.rrsets, type, name);
    }

    /** Picks from the records of one name those that answer a type; {@code name} is who asked. */
    private static Lookup among(Rrset[] rrsets, int type, DomainName name) {
        for (Rrset rrset : rrsets) {
            if (rrset.type() == type) return new Lookup.Found(owned(rrset, name));
            // RFC 1034 3.6.2: an alias answers for every type but its own.
            if (rrset.type() == RecordType.CNAME && type != RecordType.ANY) {
                if (!besideCname(type)) return new Lookup.Alias(owned(rrset, name));
            }
        }
        if (type == RecordType.ANY && rrsets.length > 0) return any(rrsets, name);
        if (type == RecordType.RRSIG) return signature(rrsets, name);
        return Lookup.NO_DATA;
    }

    /**
     * Types that may stand beside a CNAME and are therefore asked for themselves (RFC 4034 3, 4).
     */
    private static boolean besideCname(int type) {
        return type == RecordType.NSEC || type == RecordType.RRSIG;
    }

    /** RFC 8482 4.1: ANY is answered with one RRset, the first in order of type. */
    private static Lookup any(Rrset[] rrsets, DomainName name) {
        return new Lookup.Found(owned(rrsets[0], name));
    }

    /** RFC 8482 7: RRSIG is asked to amplify like ANY, so one covered type's signatures do. */
    private static Lookup signature(Rrset[] rrsets, DomainName name) {
        for (Rrset rrset : rrsets) {
            if (rrset.signatures().isPresent()) {
                return new Lookup.Found(owned(rrset.signatures().get(), name));
            }
        }
        return Lookup.NO_DATA;
    }

    private static Rrset owned(Rrset rrset, DomainName name) {
        return rrset.owner().equals(name) ? rrset : rrset.withOwner(name);
    }
}
