package dev.homeport.dns.wire;

/** How a query came, which decides how long the reply may be. */
public enum Transport {
    UDP,
    TCP,
    TLS,
    HTTPS;

    /** Whether replies are bounded by what fits into a datagram. */
    public boolean isDatagram() {
        return this == UDP;
    }
}
