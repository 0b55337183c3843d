package dev.homeport.doh;

import dev.homeport.http.Body;
import dev.homeport.http.Execution;
import dev.homeport.http.Handler;
import dev.homeport.http.Headers;
import dev.homeport.http.Request;
import dev.homeport.http.Response;

import java.net.InetSocketAddress;
import java.util.Base64;
import java.util.Optional;

/**
 * Answers DNS queries that come in HTTP requests (RFC 8484), by GET with {@code ?dns=} or by POST.
 *
 * <p>It knows nothing of DNS but the media type and where the TTLs stand: the answer is made by the
 * same function that answers UDP. Thread-safe; runs on the event loop.
 */
public final class DnsOverHttps implements Handler {
    /** RFC 8484 6. */
    public static final String MEDIA_TYPE = "application/dns-message";

    /** RFC 1035 4.2.2: a message has a length of 16 bits. */
    private static final int MESSAGE_BYTES_MAX = 65535;

    private final Answering responder;

    /** Hands every message to {@code responder}. */
    public DnsOverHttps(Answering responder) {
        this.responder = responder;
    }

    @Override
    public Execution execution(Request request) {
        return Execution.INLINE;
    }

    @Override
    public Response handle(Request request) {
        return switch (request.method()) {
            case "GET", "HEAD" -> get(request);
            case "POST" -> post(request);
            case "OPTIONS" -> Response.of(204).with("allow", "GET, HEAD, OPTIONS, POST");
            default ->
                    refuse(405, "a DNS query is sent by GET or POST")
                            .with("allow", "GET, HEAD, OPTIONS, POST");
        };
    }

    /** RFC 8484 4.1: the query is base64url without padding. */
    private Response get(Request request) {
        Optional<String> parameter = parameter(request.target().query());
        if (parameter.isEmpty()) {
            return refuse(400, "the parameter dns is missing: ?dns=<base64url of a DNS message>");
        }
        if (parameter.get().length() > MESSAGE_BYTES_MAX * 4 / 3 + 4) {
            return refuse(413, "the DNS message is too long");
        }
        try {
            return answer(Base64.getUrlDecoder().decode(parameter.get()), request.peer().remote());
        } catch (IllegalArgumentException e) {
            return refuse(400, "the parameter dns is not base64url without padding");
        }
    }

    private static Optional<String> parameter(String query) {
        for (String pair : query.split("&", 8)) {
            if (pair.startsWith("dns=")) return Optional.of(pair.substring("dns=".length()));
        }
        return Optional.empty();
    }

    private Response post(Request request) {
        String type = request.header("content-type").orElse("");
        // RFC 9110 8.3.1: parameters may follow; this type has none that would mean anything.
        if (!type.split(";", 2)[0].strip().equalsIgnoreCase(MEDIA_TYPE)) {
            return refuse(415, "a DNS query is posted as " + MEDIA_TYPE);
        }
        return switch (request.body()) {
            case Body.Bytes(var bytes) -> answer(bytes, request.peer().remote());
            case Body.Empty() -> refuse(400, "the body is empty; it must be a DNS message");
            case Body.FileRange _, Body.Stream _, Body.Incoming _, Body.Upgrade _ ->
                    refuse(413, "the DNS message is too long");
        };
    }

    private Response answer(byte[] query, InetSocketAddress client) {
        if (query.length > MESSAGE_BYTES_MAX) return refuse(413, "the DNS message is too long");
        Optional<byte[]> answer = responder.answer(query, client);
        if (answer.isEmpty()) return refuse(400, "not a DNS query");
        // RFC 8484 5.1: the HTTP cache must not outlive the records.
        String cache =
                switch (Freshness.of(answer.get())) {
                    case Freshness.Seconds(long seconds) -> "max-age=" + seconds;
                    case Freshness.None() -> "no-store";
                };
        Headers headers = Headers.of("content-type", MEDIA_TYPE, "cache-control", cache);
        return new Response(200, headers, new Body.Bytes(answer.get()));
    }

    private static Response refuse(int status, String why) {
        return Response.text(status, "text/plain; charset=utf-8", why + "\n");
    }
}
