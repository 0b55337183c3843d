package dev.homeport.dns.zone;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A name that exists in a zone, with or without records: an empty node is an empty non-terminal
 * (RFC 4592 2.2.2). Immutable.
 */
public final class Node implements NameTable.Named {
    private final DomainName name;
    final Rrset[] rrsets;
    private final @Nullable Wildcard wildcard;
    private final @Nullable Cut cut;
    private final @Nullable Rrset redirect;

    /** What the child {@code *} of a node holds. */
    public static final class Wildcard {
        final Rrset[] rrsets;

        /** Records in order of their types; none when the asterisk is an empty non-terminal. */
        public Wildcard(List<Rrset> rrsets) {
            this.rrsets = rrsets.toArray(new Rrset[0]);
        }
    }

    /**
     * @param wildcard the records of the child named {@code *}, null when there is none
     * @param cut the highest zone cut at or above this name, null when the name is authoritative
     * @param redirect the highest DNAME above this name, null when there is none
     */
    public Node(
            DomainName name,
            List<Rrset> rrsets,
            @Nullable Wildcard wildcard,
            @Nullable Cut cut,
            @Nullable Rrset redirect) {
        this.name = name;
        this.rrsets = rrsets.toArray(new Rrset[0]);
        this.wildcard = wildcard;
        this.cut = cut;
        this.redirect = redirect;
    }

    @Override
    public DomainName name() {
        return name;
    }

    /** The records of this name in order of their types. */
    public List<Rrset> rrsets() {
        return List.of(rrsets);
    }

    @Nullable Rrset rrset(int type) {
        for (Rrset rrset : rrsets) if (rrset.type() == type) return rrset;
        return null;
    }

    @Nullable Wildcard wildcard() {
        return wildcard;
    }

    @Nullable Cut cut() {
        return cut;
    }

    /** The DNAME that takes over this very name. */
    @Nullable Rrset redirect() {
        return redirect;
    }

    /** The DNAME that takes over what lies below this name. */
    @Nullable Rrset redirectBelow() {
        return redirect != null ? redirect : rrset(RecordType.DNAME);
    }
}
