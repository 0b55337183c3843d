package dev.homeport.benchmarks.server;

/** What a server is asked in. */
public enum Protocol {
    /** The domain name system over UDP. */
    DNS,
    /** HTTP/1.1 in the clear. */
    HTTP
}
