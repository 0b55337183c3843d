package dev.homeport.doh;

import java.net.InetSocketAddress;
import java.util.Optional;

/** Answers one DNS message; thread-safe and quick enough for an event loop. */
@FunctionalInterface
public interface Answering {

    /**
     * The reply to {@code query}, which {@code client} sent; empty when it is not a query at all.
     */
    Optional<byte[]> answer(byte[] query, InetSocketAddress client);
}
