package dev.homeport.http.netty;

import dev.homeport.http.Exchange.Security;
import dev.homeport.http.HttpLimits;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An open connection as its event loop looks after it: what it waits for and until when.
 *
 * <pre>
 *  OPENING --> HEAD --> CONTENT --> BUSY --> IDLE
 *                 \________________/^  \______/ --> HEAD
 *                                      \--> LINGER
 * </pre>
 */
// A failed write or close ends the channel, and that is where it is dealt with.
@SuppressWarnings("FutureReturnValueIgnored")
final class Connection {
    private static final Duration LINGER = Duration.ofSeconds(2);

    private final Channel channel;
    private final Loop loop;
    private final HttpLimits limits;
    private final Security security;
    private final long idleNanos;
    private final InetSocketAddress remote;
    private final InetSocketAddress local;
    private Set<Flow> flows = Set.of();
    private Speaker speaker;
    private Phase phase = Phase.OPENING;
    private long deadline;
    private boolean draining;
    private long stalledSince;
    private long stalledAt = -1;

    /** What a connection waits for. */
    enum Phase {
        /** The handshake and the first bytes of a request. */
        OPENING,
        /** The rest of a request's head. */
        HEAD,
        /** The rest of a request's content. */
        CONTENT,
        /** The handler. */
        BUSY,
        /** The next request. */
        IDLE,
        /** The client's end, after the last answer. */
        LINGER
    }

    /** The protocol spoken on a connection. */
    interface Speaker {
        /** The deadline of {@code phase} has passed. */
        void expired(Phase phase);

        /** A moment has passed: looks after what has deadlines of its own. */
        default void check(long now) {}

        /** The connection shall end when what runs is answered. */
        void drain();
    }

    /** Content that is streamed over a connection. */
    interface Flow {
        /** The connection has ended. */
        void gone();

        /** The connection shall end. */
        default void drain() {}
    }

    Connection(Channel channel, Loop loop, HttpLimits limits, Security security) {
        this.channel = channel;
        this.loop = loop;
        this.limits = limits;
        this.security = security;
        this.idleNanos = limits.idleTimeout().toNanos();
        this.remote = (InetSocketAddress) channel.remoteAddress();
        this.local = (InetSocketAddress) channel.localAddress();
        this.deadline = System.nanoTime() + limits.headerTimeout().toNanos();
        this.speaker = new Silent(channel);
    }

    /** Before the protocol is known there is nothing to say. */
    private record Silent(Channel channel) implements Speaker {
        @Override
        public void expired(Phase phase) {
            channel.close();
        }

        @Override
        public void drain() {
            channel.close();
        }
    }

    Channel channel() {
        return channel;
    }

    Loop loop() {
        return loop;
    }

    Security security() {
        return security;
    }

    String scheme() {
        return security == Security.TLS ? "https" : "http";
    }

    InetSocketAddress remote() {
        return remote;
    }

    InetSocketAddress local() {
        return local;
    }

    boolean isDraining() {
        return draining;
    }

    void speaks(Speaker next) {
        speaker = next;
        if (draining) next.drain();
    }

    void drain() {
        draining = true;
        for (Flow flow : List.copyOf(flows)) flow.drain();
        speaker.drain();
    }

    /** Content is streamed over this connection from now on; it learns what becomes of that. */
    void add(Flow flow) {
        if (flows.isEmpty()) flows = new HashSet<>();
        flows.add(flow);
        if (draining) flow.drain();
    }

    void remove(Flow flow) {
        flows.remove(flow);
    }

    /** The connection has ended, and what was streamed over it with it. */
    void closed() {
        for (Flow flow : List.copyOf(flows)) flow.gone();
    }

    /** Now waits for what {@code next} says; staying in a phase does not move its deadline. */
    void enter(Phase next) {
        if (phase == next) return;
        // The time for a first request runs from the connection's start.
        boolean sameDeadline = phase == Phase.OPENING && next == Phase.HEAD;
        phase = next;
        if (!sameDeadline && next != Phase.BUSY) {
            deadline = System.nanoTime() + timeout(next).toNanos();
        }
    }

    /** A request that came at {@code nanos} is answered: waits for the next one from then. */
    void idleSince(long nanos) {
        phase = Phase.IDLE;
        deadline = nanos + idleNanos;
    }

    private Duration timeout(Phase of) {
        return switch (of) {
            case OPENING, HEAD -> limits.headerTimeout();
            case CONTENT -> limits.bodyTimeout();
            case BUSY, IDLE -> limits.idleTimeout();
            case LINGER -> LINGER;
        };
    }

    /** Ends what has waited too long. */
    void check(long now) {
        if (isStalled(now)) {
            // The client takes nothing, so there is no use in waiting for what is queued.
            channel.unsafe().close(channel.voidPromise());
            return;
        }
        speaker.check(now);
        if (phase != Phase.BUSY && now - deadline > 0) speaker.expired(phase);
    }

    private boolean isStalled(long now) {
        ChannelOutboundBuffer out = channel.unsafe().outboundBuffer();
        if (out == null || out.isEmpty()) {
            stalledAt = -1;
            return false;
        }
        long at = out.totalPendingWriteBytes() * 31 + out.currentProgress();
        if (at != stalledAt) {
            stalledAt = at;
            stalledSince = now;
            return false;
        }
        return now - stalledSince > limits.writeTimeout().toNanos();
    }
}
