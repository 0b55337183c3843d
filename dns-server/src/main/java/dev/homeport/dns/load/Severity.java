package dev.homeport.dns.load;

/** How much a problem matters. */
public enum Severity {
    /** The zone cannot be served. */
    ERROR,
    /** The zone is served, but somebody will be surprised. */
    WARNING
}
