package dev.homeport.log;

import java.time.Instant;

/**
 * One answered request. Texts are as the client sent them, a char a byte, and empty where it sent
 * none.
 *
 * @param instant when the request came
 * @param remote the address of the client
 * @param method such as {@code GET}
 * @param target path and query
 * @param host the host it was meant for
 * @param protocol such as {@code HTTP/1.1}
 * @param status the status of the answer
 * @param bytes the bytes of the body that was sent
 * @param nanos from the request to the end of its answer
 * @param referer where the visitor came from
 * @param userAgent what the client calls itself
 * @param requestId what the request is called elsewhere
 */
public record AccessEntry(
        Instant instant,
        String remote,
        String method,
        String target,
        String host,
        String protocol,
        int status,
        long bytes,
        long nanos,
        String referer,
        String userAgent,
        String requestId) {}
