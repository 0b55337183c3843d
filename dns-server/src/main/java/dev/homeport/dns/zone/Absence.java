package dev.homeport.dns.zone;

/**
 * What a lookup found missing, which a signed zone has to prove to those who ask for it (RFC 4035
 * 3.1.3, RFC 5155 7.2). Immutable.
 */
public sealed interface Absence {
    /** Nothing is missing. */
    Absence NONE = new None();

    /** See {@link #NONE}. */
    record None() implements Absence {}

    /** The name exists, perhaps as an empty non-terminal, but the type does not. */
    record OfType(DomainName name) implements Absence {}

    /**
     * The name does not exist, nor does a wildcard in its place.
     *
     * @param labelsMissing how many labels less the closest encloser has
     */
    record OfName(DomainName name, int labelsMissing) implements Absence {}

    /**
     * The name does not exist, and a wildcard gave its data in its place.
     *
     * @param labelsMissing how many labels less the closest encloser has
     */
    record OfCloserName(DomainName name, int labelsMissing) implements Absence {}

    /**
     * The name does not exist, and the wildcard in its place lacks the type.
     *
     * @param labelsMissing how many labels less the closest encloser has
     */
    record OfTypeAtWildcard(DomainName name, int labelsMissing) implements Absence {}
}
