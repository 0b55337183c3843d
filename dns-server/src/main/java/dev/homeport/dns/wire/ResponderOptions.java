package dev.homeport.dns.wire;

import java.time.Duration;

/**
 * How replies are made.
 *
 * @param udpBytesMax the longest datagram sent, and what we say we take
 * @param aliasStepsMax CNAME and DNAME records followed for one question
 * @param identity what is told to those who ask who we are
 * @param idleTimeout of connections, which is told to who asks for it; zero is not told
 * @param extensions what goes beyond questions and answers
 */
public record ResponderOptions(
        int udpBytesMax,
        int aliasStepsMax,
        ServerIdentity identity,
        Duration idleTimeout,
        Extensions extensions) {
    /** The shortest limit a datagram can have (RFC 1035 2.3.4). */
    public static final int UDP_BYTES_MIN = 512;

    /** Options without extensions. */
    public ResponderOptions(int udpBytesMax, int aliasStepsMax, ServerIdentity identity) {
        this(udpBytesMax, aliasStepsMax, identity, Duration.ZERO, Extensions.none());
    }

    public ResponderOptions {
        if (udpBytesMax < UDP_BYTES_MIN || udpBytesMax > 65_535) {
            throw new IllegalArgumentException("udpBytesMax is not in 512..65535: " + udpBytesMax);
        }
        if (aliasStepsMax < 1) {
            throw new IllegalArgumentException("aliasStepsMax is below 1: " + aliasStepsMax);
        }
    }
}
