package dev.homeport.http;

import java.time.Duration;

/**
 * Bounds on what a client may make the server hold, do or wait for.
 *
 * @param requestLineBytesMax longest request line, or in HTTP/2 method, path and authority together
 *     (414)
 * @param headerBytesMax all field lines of a request together, also of a trailer (431)
 * @param headerCountMax how many field lines a request may have (431)
 * @param bodyBytesMax longest content of a request (413)
 * @param headerTimeout from the first byte of a request, or from the connection's start, until its
 *     last field line is there (408)
 * @param bodyTimeout from the last field line until the whole content is there (408)
 * @param idleTimeout how long a connection may stay open between requests
 * @param writeTimeout how long a client may take nothing of an answer
 * @param connectionsMax open connections; one more is closed at once
 * @param requestsMax requests that run on virtual threads at one time (503)
 * @param http2 bounds of HTTP/2 alone
 * @param handlers bounds of handlers that block and of content that is streamed
 */
public record HttpLimits(
        int requestLineBytesMax,
        int headerBytesMax,
        int headerCountMax,
        int bodyBytesMax,
        Duration headerTimeout,
        Duration bodyTimeout,
        Duration idleTimeout,
        Duration writeTimeout,
        int connectionsMax,
        int requestsMax,
        Http2Limits http2,
        HandlerLimits handlers) {

    /** What a public server on a small machine can bear. */
    public static final HttpLimits DEFAULT =
            new HttpLimits(
                    8 * 1024,
                    16 * 1024,
                    100,
                    8 * 1024 * 1024,
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(30),
                    10_000,
                    1_000,
                    Http2Limits.DEFAULT,
                    HandlerLimits.DEFAULT);

    public HttpLimits {
        requirePositive("requestLineBytesMax", requestLineBytesMax);
        requirePositive("headerBytesMax", headerBytesMax);
        requirePositive("headerCountMax", headerCountMax);
        if (bodyBytesMax < 0) throw new IllegalArgumentException("bodyBytesMax is negative");
        requirePositive("headerTimeout", headerTimeout.toMillis());
        requirePositive("bodyTimeout", bodyTimeout.toMillis());
        requirePositive("idleTimeout", idleTimeout.toMillis());
        requirePositive("writeTimeout", writeTimeout.toMillis());
        requirePositive("connectionsMax", connectionsMax);
        requirePositive("requestsMax", requestsMax);
    }

    private static void requirePositive(String name, long value) {
        if (value <= 0) throw new IllegalArgumentException(name + " must be positive");
    }

    /** These limits with other bounds on the parts of a request head, in bytes, bytes and lines. */
    public HttpLimits withHead(int lineBytes, int headerBytes, int headerCount) {
        return new HttpLimits(
                lineBytes,
                headerBytes,
                headerCount,
                bodyBytesMax,
                headerTimeout,
                bodyTimeout,
                idleTimeout,
                writeTimeout,
                connectionsMax,
                requestsMax,
                http2,
                handlers);
    }

    /** These limits with another bound on a request's content. */
    public HttpLimits withBodyBytesMax(int bytes) {
        return new HttpLimits(
                requestLineBytesMax,
                headerBytesMax,
                headerCountMax,
                bytes,
                headerTimeout,
                bodyTimeout,
                idleTimeout,
                writeTimeout,
                connectionsMax,
                requestsMax,
                http2,
                handlers);
    }

    /** These limits with other bounds on time. */
    public HttpLimits withTimeouts(Duration header, Duration body, Duration idle, Duration write) {
        return new HttpLimits(
                requestLineBytesMax,
                headerBytesMax,
                headerCountMax,
                bodyBytesMax,
                header,
                body,
                idle,
                write,
                connectionsMax,
                requestsMax,
                http2,
                handlers);
    }

    /** These limits with other bounds on connections and on requests that run at one time. */
    public HttpLimits withLoad(int connections, int requests) {
        return new HttpLimits(
                requestLineBytesMax,
                headerBytesMax,
                headerCountMax,
                bodyBytesMax,
                headerTimeout,
                bodyTimeout,
                idleTimeout,
                writeTimeout,
                connections,
                requests,
                http2,
                handlers);
    }

    /** These limits with other bounds for HTTP/2. */
    public HttpLimits withHttp2(Http2Limits bounds) {
        return new HttpLimits(
                requestLineBytesMax,
                headerBytesMax,
                headerCountMax,
                bodyBytesMax,
                headerTimeout,
                bodyTimeout,
                idleTimeout,
                writeTimeout,
                connectionsMax,
                requestsMax,
                bounds,
                handlers);
    }

    /** These limits with other bounds for handlers that block. */
    public HttpLimits withHandlers(HandlerLimits bounds) {
        return new HttpLimits(
                requestLineBytesMax,
                headerBytesMax,
                headerCountMax,
                bodyBytesMax,
                headerTimeout,
                bodyTimeout,
                idleTimeout,
                writeTimeout,
                connectionsMax,
                requestsMax,
                http2,
                bounds);
    }
}
