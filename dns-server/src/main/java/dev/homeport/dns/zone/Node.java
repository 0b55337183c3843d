package dev.homeport.dns.zone;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * A name that exists in a zone, with or without records: an empty node is an empty non-terminal
 * (RFC 4592 2.2.2). A view of the zone's table, made by a lookup. Immutable.
 */
public final class Node {
    private final ZoneTable table;
    private final int node;
    private final int above;
    private final int cut;
    private final int redirect;

    /**
     * @param above how many labels the name looked for has more than this node
     * @param cut the node of the highest zone cut at or above this one, or none
     * @param redirect the node of the highest DNAME above this one, or none
     */
    Node(ZoneTable table, int node, int above, int cut, int redirect) {
        this.table = table;
        this.node = node;
        this.above = above;
        this.cut = cut;
        this.redirect = redirect;
    }

    /** The name, made anew each time. */
    public DomainName name() {
        return table.names.name(node);
    }

    /** How many labels the name looked for has more than this node: none when this is it. */
    int labelsAbove() {
        return above;
    }

    /** The records of this name in order of their types. */
    public List<Rrset> rrsets() {
        return table.rrsets(node, name());
    }

    /** The records of this name and a type, said to be those of another name. */
    @Nullable Rrset rrset(int type, DomainName owner) {
        int set = table.set(node, type);
        return set == NameTree.NONE ? null : table.rrset(set, owner);
    }

    @Nullable Rrset rrset(int type) {
        return has(type) ? rrset(type, name()) : null;
    }

    boolean has(int type) {
        return table.has(node, type);
    }

    /** The records of the lowest type, said to be those of another name. */
    @Nullable Rrset first(DomainName owner) {
        int set = table.firstSet(node);
        return set == table.endSet(node) ? null : table.rrset(set, owner);
    }

    /** The first signatures there are, said to be those of another name. */
    @Nullable Rrset firstSignatures(DomainName owner) {
        for (int set = table.firstSet(node); set < table.endSet(node); set++) {
            if (table.isSigned(set)) {
                return table.rrset(set, owner).signatures().orElseThrow();
            }
        }
        return null;
    }

    /** The child {@code *}, if there is one; it may be an empty non-terminal. */
    @Nullable Node wildcard() {
        int child = table.wildcard(node);
        return child == NameTree.NONE ? null : new Node(table, child, 0, cut, redirect);
    }

    /** The zone cut that rules this name. */
    @Nullable Cut cut() {
        if (cut == NameTree.NONE) return null;
        DomainName owner = table.names.name(cut);
        Rrset servers = table.rrset(table.set(cut, RecordType.NS), owner);
        int signer = table.set(cut, RecordType.DS);
        List<Rrset> inDomain = new ArrayList<>();
        List<Rrset> sibling = new ArrayList<>();
        for (DomainName host : Hosts.of(servers)) {
            Additional.addAddresses(table, host, host.isAtOrBelow(owner) ? inDomain : sibling);
        }
        Rrset delegationSigner = signer == NameTree.NONE ? null : table.rrset(signer, owner);
        return new Cut(servers, delegationSigner, inDomain, sibling);
    }

    /** The DNAME that takes over this very name. */
    @Nullable Rrset redirect() {
        if (redirect == NameTree.NONE) return null;
        return table.rrset(table.set(redirect, RecordType.DNAME));
    }

    /** The DNAME that takes over what lies below this name. */
    @Nullable Rrset redirectBelow() {
        return redirect != NameTree.NONE ? redirect() : rrset(RecordType.DNAME);
    }
}
