package dev.homeport.testkit;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Finds out whether this JVM keeps the addresses it has found. It decides so at its first lookup,
 * which an agent may make before anything of JUnit runs; tests would then see the names of others.
 */
final class NameCacheCheck {
    private static final String FOUND = "found.probe.homeport.invalid";
    private static final String NOT_FOUND = "none.probe.homeport.invalid";
    private static final AtomicInteger FOUND_ASKED = new AtomicInteger();
    private static final AtomicInteger NOT_FOUND_ASKED = new AtomicInteger();

    private NameCacheCheck() {}

    /** Whether a lookup is one of this check. */
    static boolean isProbe(String host) {
        return host.equals(FOUND) || host.equals(NOT_FOUND);
    }

    /** What the JVM is told when it asks for a probe. */
    static InetAddress answer(String host) throws UnknownHostException {
        if (host.equals(FOUND)) {
            FOUND_ASKED.incrementAndGet();
            return InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1});
        }
        NOT_FOUND_ASKED.incrementAndGet();
        throw new UnknownHostException(host);
    }

    /**
     * Looks each probe up twice.
     *
     * @throws IllegalStateException when the JVM did not ask twice
     */
    static void require() {
        Once.RESULT.require();
    }

    /** Decided once, as in the JVM. */
    private static final class Once {
        static final Result RESULT = probe();
    }

    /**
     * How often the JVM asked.
     *
     * @param found for a name that exists
     * @param notFound for one that does not
     */
    record Result(int found, int notFound) {
        void require() {
            if (found >= 2 && notFound >= 2) return;
            throw new IllegalStateException(
                    "this JVM keeps the addresses of names, so that tests would see those of"
                            + " earlier ones: something, such as an agent, looked a name up before"
                            + " JUnit started. Start the tests with -Djava.security.properties=FILE"
                            + " (Maven: argLine of surefire), where FILE has the lines"
                            + " networkaddress.cache.ttl=0 and networkaddress.cache.negative.ttl=0");
        }
    }

    private static Result probe() {
        for (int i = 0; i < 2; i++) {
            lookUp(FOUND);
            lookUp(NOT_FOUND);
        }
        return new Result(FOUND_ASKED.get(), NOT_FOUND_ASKED.get());
    }

    private static void lookUp(String host) {
        try {
            var _ = InetAddress.getAllByName(host);
        } catch (UnknownHostException e) {
            // That is what one of them is for.
        }
    }
}
