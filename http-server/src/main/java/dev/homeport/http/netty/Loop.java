package dev.homeport.http.netty;

import dev.homeport.http.HttpLimits;
import dev.homeport.http.semantics.HttpDate;

import io.netty.util.AsciiString;
import io.netty.util.concurrent.EventExecutor;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** What the connections of one event loop share: date, known answers, being looked after. */
// A failed write or close ends the channel, and that is where it is dealt with.
@SuppressWarnings("FutureReturnValueIgnored")
final class Loop {
    private final EventExecutor executor;
    private final InstantSource clock;
    private final Hits hits;
    private final Set<Connection> connections = new HashSet<>();
    private long second = Long.MIN_VALUE;
    private AsciiString date = AsciiString.EMPTY_STRING;

    Loop(EventExecutor executor, InstantSource clock, HttpLimits limits) {
        this.executor = executor;
        this.clock = clock;
        this.hits = new Hits(limits);
    }

    Hits hits() {
        return hits;
    }

    EventExecutor executor() {
        return executor;
    }

    /** Looks every {@code millis} for connections that are past a deadline. */
    void watch(long millis) {
        executor.scheduleAtFixedRate(this::sweep, millis, millis, TimeUnit.MILLISECONDS);
    }

    void add(Connection connection) {
        connections.add(connection);
    }

    void remove(Connection connection) {
        connections.remove(connection);
    }

    private void sweep() {
        long now = System.nanoTime();
        for (Connection connection : List.copyOf(connections)) connection.check(now);
        hits.sweep();
    }

    /** Asks every connection to end when its requests are answered. */
    void drain() {
        for (Connection connection : new ArrayList<>(connections)) connection.drain();
    }

    /** The second the date stands for; it changes when the date does. */
    long second() {
        long now = Math.floorDiv(clock.millis(), 1000L);
        if (now != second) {
            second = now;
            date = new AsciiString(HttpDate.format(now));
        }
        return second;
    }

    /** The date as it stands now (RFC 9110 6.6.1). */
    AsciiString date() {
        second();
        return date;
    }
}
