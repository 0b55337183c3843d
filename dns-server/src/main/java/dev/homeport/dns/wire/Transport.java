package dev.homeport.dns.wire;

/** How a query came, which decides how long the reply may be. */
public enum Transport {
    UDP,
    TCP,
    TLS,
    HTTPS;

    /** Whether a connection carries one message after the other (RFC 7766, RFC 7858). */
    public boolean isStream() {
        return this == TCP || this == TLS;
    }

    /** Whether others on the way see lengths only. */
    public boolean isEncrypted() {
        return this == TLS || this == HTTPS;
    }

    /** Whether replies are bounded by what fits into a datagram. */
    public boolean isDatagram() {
        return this == UDP;
    }
}
