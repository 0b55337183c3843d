package dev.homeport.dns.answer;

import dev.homeport.dns.zone.DomainName;
import dev.homeport.dns.zone.Lookup;
import dev.homeport.dns.zone.RecordType;
import dev.homeport.dns.zone.Rrset;

import java.util.List;

/**
 * One step from a name to the name it stands for.
 *
 * @param records what tells of the step: a CNAME, or a DNAME and the CNAME made from it
 * @param target where the step leads; the name itself when the target would be too long
 */
record AliasStep(List<Rrset> records, DomainName target) {

    /** Whether the DNAME's target leaves no room for the labels before it. */
    boolean isTooLong() {
        return records.getLast().type() == RecordType.DNAME;
    }

    /**
     * Takes the step.
     *
     * @param lookup an alias or a redirect: nothing else leads on
     */
    static AliasStep take(DomainName name, Lookup lookup) {
        return switch (lookup) {
            case Lookup.Alias alias -> new AliasStep(List.of(alias.cname()), target(alias.cname()));
            case Lookup.Redirect redirect -> substitute(name, redirect.dname());
            case Lookup.Found _, Lookup.Delegation _, Lookup.NoData _, Lookup.NoSuchName _ ->
                    throw new IllegalArgumentException("no alias: " + lookup);
        };
    }

    private static DomainName target(Rrset alias) {
        byte[] data = alias.rdatas();
        return DomainName.ofWire(data, 2, data.length - 2);
    }

    /** RFC 6672 2.2: the DNAME's owner at the end of the name gives way to its target. */
    private static AliasStep substitute(DomainName name, Rrset dname) {
        int kept = name.length() - dname.owner().length();
        byte[] data = dname.rdatas();
        int length = kept + data.length - 2;
        if (length > DomainName.BYTES_MAX) return new AliasStep(List.of(dname), name);
        byte[] joined = new byte[length];
        for (int i = 0; i < kept; i++) joined[i] = name.at(i);
        System.arraycopy(data, 2, joined, kept, data.length - 2);
        // RFC 6672 3.1: the synthesised CNAME lives as long as the DNAME.
        Rrset cname = Rrset.of(name, RecordType.CNAME, dname.ttl(), List.of(joined));
        return new AliasStep(List.of(dname, cname), DomainName.ofWire(joined, 0, length));
    }
}
