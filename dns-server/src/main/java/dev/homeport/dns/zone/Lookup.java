package dev.homeport.dns.zone;

/** What one zone holds for a name and type: every way a lookup can end (RFC 1034 4.3.2 step 3). */
public sealed interface Lookup {
    /**
     * The records asked for, their owner being the name asked.
     *
     * @param absence of a closer name, when a wildcard gave them
     */
    record Found(Rrset rrset, Absence absence) implements Lookup {}

    /**
     * The name is an alias of another (RFC 1034 3.6.2).
     *
     * @param absence of a closer name, when a wildcard gave it
     */
    record Alias(Rrset cname, Absence absence) implements Lookup {}

    /** The name lies below a DNAME (RFC 6672 2.2). */
    record Redirect(Rrset dname) implements Lookup {}

    /** The name lies at or below a zone cut. */
    record Delegation(Cut cut) implements Lookup {}

    /** The name exists, records of this type do not (RFC 2308 2.2). */
    record NoData(Absence absence) implements Lookup {}

    /** Neither the name nor anything below it exists (RFC 8020 2). */
    record NoSuchName(Absence absence) implements Lookup {}
}
