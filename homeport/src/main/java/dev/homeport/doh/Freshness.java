package dev.homeport.doh;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/** How long an HTTP cache may keep a DNS answer (RFC 8484 5.1). */
sealed interface Freshness {

    /** As long as the shortest-lived record of the answer. */
    record Seconds(long seconds) implements Freshness {}

    /** Not at all: the answer is an error or says nothing about time. */
    record None() implements Freshness {}

    int NOERROR = 0;
    int NXDOMAIN = 3;

    /**
     * The freshness of an encoded answer: the smallest TTL of its answer and authority sections. A
     * negative answer's SOA carries the negative TTL already (RFC 2308 5), also behind an alias.
     */
    static Freshness of(byte[] message) {
        try {
            return read(ByteBuffer.wrap(message));
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return new None();
        }
    }

    private static Freshness read(ByteBuffer message) {
        int flags = message.getShort(2) & 0xffff;
        int rcode = flags & 0xf;
        if (rcode != NOERROR && rcode != NXDOMAIN) return new None();
        int questions = message.getShort(4) & 0xffff;
        int answers = message.getShort(6) & 0xffff;
        int authorities = message.getShort(8) & 0xffff;
        message.position(12);
        for (int i = 0; i < questions; i++) {
            skipName(message);
            message.position(message.position() + 4);
        }
        int records = answers + authorities;
        if (records == 0) return new None();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < records; i++) least = Math.min(least, readTtl(message));
        return new Seconds(least);
    }

    private static long readTtl(ByteBuffer message) {
        skipName(message);
        message.position(message.position() + 4);
        long ttl = message.getInt() & 0xffffffffL;
        int rdata = message.getShort() & 0xffff;
        message.position(message.position() + rdata);
        return ttl;
    }

    private static void skipName(ByteBuffer message) {
        int length = message.get() & 0xff;
        while (length != 0 && length < 0xc0) {
            message.position(message.position() + length);
            length = message.get() & 0xff;
        }
        // RFC 1035 4.1.4: a pointer ends the name.
        if (length >= 0xc0) message.get();
    }
}
