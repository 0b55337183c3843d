package dev.homeport.http.netty;

import dev.homeport.http.Exchange;
import dev.homeport.http.Headers;
import dev.homeport.http.HttpObserver;
import dev.homeport.http.Protocol;

/**
 * What was asked, as far as it is known, until the answer to it is written and can be reported.
 *
 * @param method empty when it could not be read, as are target and host
 * @param startNanos when the request began, by {@link System#nanoTime}
 */
record Asked(
        Protocol protocol,
        String method,
        String target,
        String host,
        Headers headers,
        long startNanos,
        long id) {

    /** Nothing is known but that somebody sent bytes. */
    static Asked unreadable(Protocol protocol, long id) {
        return new Asked(protocol, "", "", "", Headers.none(), System.nanoTime(), id);
    }

    Asked withHost(String known) {
        return new Asked(protocol, method, target, known, headers, startNanos, id);
    }

    boolean isHead() {
        return method.equals("HEAD");
    }

    /** The same without what belongs to one request alone: fields, time and number. */
    Asked forgettingFields() {
        return new Asked(protocol, method, target, host, Headers.none(), 0, 0);
    }

    /** Tells {@code observer} that it was answered. */
    void report(HttpObserver observer, Connection connection, int status, long bytes) {
        if (observer.equals(HttpObserver.NONE)) return;
        observer.answered(
                exchange(
                        connection,
                        status,
                        bytes,
                        System.nanoTime() - startNanos,
                        headers.first("referer").orElse(""),
                        headers.first("user-agent").orElse(""),
                        id));
    }

    /** It and its answer, with what is not known from here. */
    Exchange exchange(
            Connection connection,
            int status,
            long bytes,
            long nanos,
            String referer,
            String userAgent,
            long number) {
        return new Exchange(
                connection.remote(),
                connection.security(),
                protocol,
                method,
                target,
                host,
                status,
                bytes,
                nanos,
                referer,
                userAgent,
                number);
    }
}
