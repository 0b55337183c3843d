package dev.homeport.derived;

/** The kinds of records that can follow from the configuration. */
public enum DerivedKind {
    /** Where and how a site speaks HTTPS (RFC 9460 9). */
    HTTPS,
    /** Who may issue certificates for the names of a zone (RFC 8659). */
    CAA,
    /** Which key a site's certificate has (RFC 6698). */
    TLSA
}
