package dev.homeport.config;

import java.time.Duration;
import java.util.List;

/**
 * {@code [http]}: the web server without encryption, and the bounds it shares with {@code [https]}.
 *
 * @param listeners where it listens; empty when it is switched off
 * @param limits bounds of one request and of all connections, for {@code [https]} too
 */
public record HttpSettings(List<Listener> listeners, Limits limits) {
    public HttpSettings {
        listeners = List.copyOf(listeners);
    }

    /**
     * {@code [http.limits]}: what a client may ask for.
     *
     * @param requestLineBytesMax method, target and protocol of one request
     * @param headerBytesMax all header fields of one request
     * @param headerCountMax header fields of one request
     * @param bodyBytesMax the body of one request
     * @param headerTimeout from the first byte of a request to the end of its header
     * @param idleTimeout a silent connection is closed after this
     * @param handlerTimeout how long an application may take for an answer
     * @param connectionsMax open connections at a time
     */
    public record Limits(
            int requestLineBytesMax,
            int headerBytesMax,
            int headerCountMax,
            long bodyBytesMax,
            Duration headerTimeout,
            Duration idleTimeout,
            Duration handlerTimeout,
            int connectionsMax) {

        /** What holds when the file is silent. */
        public static final Limits DEFAULT =
                new Limits(
                        8 * 1024,
                        16 * 1024,
                        100,
                        1024 * 1024,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(60),
                        10_000);
    }
}
