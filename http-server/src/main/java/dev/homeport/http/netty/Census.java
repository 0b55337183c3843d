package dev.homeport.http.netty;

import dev.homeport.http.HttpConfig;
import dev.homeport.http.HttpObserver;

import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;

import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the connections of a server and knows the loop that looks after each. Thread-safe. */
final class Census {
    private final IdentityHashMap<EventExecutor, Loop> loops;
    private final AtomicInteger open = new AtomicInteger();
    private final CountDownLatch drained = new CountDownLatch(1);
    private final int connectionsMax;
    private final HttpObserver observer;
    private volatile boolean draining;

    Census(EventLoopGroup group, HttpConfig config, HttpObserver observer) {
        IdentityHashMap<EventExecutor, Loop> each = new IdentityHashMap<>();
        long millis = watchMillis(config);
        for (EventExecutor executor : group) {
            Loop loop = new Loop(executor, config.clock(), config.limits());
            loop.watch(millis);
            each.put(executor, loop);
        }
        this.loops = each;
        this.connectionsMax = config.limits().connectionsMax();
        this.observer = observer;
    }

    /** Often enough that a deadline is missed by a quarter at most, and once a second at least. */
    private static long watchMillis(HttpConfig config) {
        Duration shortest = config.limits().headerTimeout();
        for (Duration other :
                new Duration[] {
                    config.limits().bodyTimeout(),
                    config.limits().idleTimeout(),
                    config.limits().writeTimeout()
                }) {
            if (other.compareTo(shortest) < 0) shortest = other;
        }
        return Math.clamp(shortest.toMillis() / 4, 10, 1000);
    }

    Loop loop(EventExecutor executor) {
        Loop loop = loops.get(executor);
        if (loop == null) throw new IllegalStateException("not a loop of this server");
        return loop;
    }

    int open() {
        return open.get();
    }

    /**
     * Takes {@code connection} in until it closes; called on its loop. False when it is too many.
     */
    boolean admit(Connection connection) {
        if (draining) return false;
        if (open.incrementAndGet() > connectionsMax) {
            leave();
            return false;
        }
        connection.loop().add(connection);
        observer.connections(1);
        connection
                .channel()
                .closeFuture()
                .addListener(
                        _ -> {
                            connection.closed();
                            connection.loop().remove(connection);
                            observer.connections(-1);
                            leave();
                        });
        return true;
    }

    private void leave() {
        if (open.decrementAndGet() == 0 && draining) drained.countDown();
    }

    /** Asks all connections to end and waits for it; false when some were still open. */
    boolean drain(Duration timeout) {
        draining = true;
        for (Loop loop : loops.values()) loop.executor().execute(loop::drain);
        if (open.get() == 0) return true;
        try {
            return drained.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
