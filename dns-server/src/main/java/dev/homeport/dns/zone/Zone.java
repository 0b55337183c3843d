package dev.homeport.dns.zone;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One zone, compiled for answering. Immutable and safe to share between threads. */
public final class Zone implements NameTable.Named {
    private final ZoneTable table;
    private final DomainName origin;
    private final Rrset soa;
    private final Rrset negativeSoa;
    private final long serial;
    private final int recordCount;
    private final Denial denial;

    /** A zone whose apex must hold one SOA. */
    Zone(ZoneTable table) {
        this.table = table;
        this.origin = table.names.name(table.apex);
        this.soa = require(closest(origin).rrset(RecordType.SOA, origin), origin, "SOA");
        byte[] data = soa.rdatas();
        this.serial = number(data, data.length - 20);
        // RFC 2308 3: a negative answer lives for the smaller of the SOA's TTL and its MINIMUM.
        long minimum = number(data, data.length - 4);
        this.negativeSoa = negative(soa, (int) Math.min(soa.ttl(), minimum));
        this.recordCount = table.records();
        this.denial = Denial.of(table);
    }

    /** RFC 4034 3: a signature lives as long as what it covers. */
    private static Rrset negative(Rrset soa, int ttl) {
        Rrset lowered = soa.withTtl(ttl);
        return soa.signatures().map(s -> lowered.withSignatures(s.withTtl(ttl))).orElse(lowered);
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
        return origin;
    }

    @Override
    public DomainName name() {
        return origin;
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

    /** What proves absences to those who ask for proofs. */
    public Denial denial() {
        return denial;
    }

    /** Every set of records, the apex first; each is made anew when it is taken from the list. */
    public List<Rrset> rrsets() {
        return table.all();
    }

    /** The sets of records of exactly this name, wherever in the zone it is. */
    public List<Rrset> rrsets(DomainName owner) {
        int node = table.names.find(owner);
        return node == NameTree.NONE ? List.of() : table.rrsets(node, owner);
    }

    /** The records of exactly this name and type, wherever in the zone it is. */
    public Optional<Rrset> find(DomainName owner, int type) {
        int node = table.names.find(owner);
        int set = node == NameTree.NONE ? NameTree.NONE : table.set(node, type);
        return set == NameTree.NONE ? Optional.empty() : Optional.of(table.rrset(set, owner));
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
        Node node = closest(name);
        return node.labelsAbove() == 0 ? atNode(node, name, type) : belowNode(node, name, type);
    }

    /** The node of a name at or below the origin, or else its closest encloser (RFC 4592 3.3.1). */
    private Node closest(DomainName name) {
        return table.closest(name.wire(), 0);
    }

    /**
     * How many labels of a name below the origin do not exist: none when the name itself does, and
     * one more a label down. For those who have a folded name in wire form and want no object.
     */
    public int labelsMissing(byte[] folded, int from) {
        return table.missing(folded, from);
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
        Lookup found = among(node, type, name, Absence.NONE);
        return found != null ? found : new Lookup.NoData(new Absence.OfType(name));
    }

    private static Lookup belowNode(Node encloser, DomainName name, int type) {
        Cut cut = encloser.cut();
        if (cut != null) return new Lookup.Delegation(cut);
        Rrset redirect = encloser.redirectBelow();
        if (redirect != null) return new Lookup.Redirect(redirect);
        // RFC 4592 3.3.1: only the asterisk right below the closest encloser is a source.
        Node wildcard = encloser.wildcard();
        int missing = encloser.labelsAbove();
        if (wildcard == null) return new Lookup.NoSuchName(new Absence.OfName(name, missing));
        Absence closer = new Absence.OfCloserName(name, missing);
        Lookup found = among(wildcard, type, name, closer);
        if (found != null) return found;
        return new Lookup.NoData(new Absence.OfTypeAtWildcard(name, missing));
    }

    /**
     * Picks from the records of one name those that answer a type.
     *
     * @param name who asked
     * @param absence what is missing if something is found here
     */
    private static @Nullable Lookup among(Node node, int type, DomainName name, Absence absence) {
        Rrset found = node.rrset(type, name);
        if (found != null) return new Lookup.Found(found, absence);
        // RFC 1034 3.6.2: an alias answers for every type but its own.
        boolean aliased = !besideCname(type) && type != RecordType.ANY;
        Rrset alias = aliased ? node.rrset(RecordType.CNAME, name) : null;
        if (alias != null) return new Lookup.Alias(alias, absence);
        Rrset picked = picked(node, type, name);
        return picked == null ? null : new Lookup.Found(picked, absence);
    }

    /**
     * Types that may stand beside a CNAME and are therefore asked for themselves (RFC 4034 3, 4).
     */
    private static boolean besideCname(int type) {
        return type == RecordType.NSEC || type == RecordType.RRSIG;
    }

    /** What stands for all records, or all signatures, of a name. */
    private static @Nullable Rrset picked(Node node, int type, DomainName name) {
        return switch (type) {
            // RFC 8482 4.1: ANY is answered with one RRset, the first in order of type.
            case RecordType.ANY -> node.first(name);
            // RFC 8482 7: RRSIG is asked to amplify like ANY, so one covered type's signatures do.
            case RecordType.RRSIG -> node.firstSignatures(name);
            default -> null;
        };
    }
}
