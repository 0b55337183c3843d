package dev.homeport.dns.zone;

/** What one zone holds for a name and type: every way a lookup can end (RFC 1034 4.3.2 step 3). */
public sealed interface Lookup {
    /** The records asked for, their owner being the name asked. */
    record Found(Rrset rrset) implements Lookup {}

    /** The name is an alias of another (RFC 1034 3.6.2). */
    record Alias(Rrset cname) implements Lookup {}

    /** The name lies below a DNAME (RFC 6672 2.2). */
    record Redirect(Rrset dname) implements Lookup {}

    /** The name lies at or below a zone cut. */
    record Delegation(Cut cut) implements Lookup {}

    /** The name exists, records of this type do not (RFC 2308 2.2). */
    record NoData() implements Lookup {}

    /** Neither the name nor anything below it exists (RFC 8020 2). */
    record NoSuchName() implements Lookup {}

    /** The two outcomes without content. */
    Lookup NO_DATA = new NoData();

    /** See {@link #NO_DATA}. */
    Lookup NO_SUCH_NAME = new NoSuchName();
}
