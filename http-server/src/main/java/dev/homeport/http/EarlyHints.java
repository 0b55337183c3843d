package dev.homeport.http;

import java.util.function.Consumer;

/**
 * Tells a client what to fetch while the answer is still being made (RFC 8297). Thread-safe.
 *
 * <pre>{@code
 * EarlyHints.of(request).send(Headers.of("link", "</main.css>; rel=preload; as=style"));
 * }</pre>
 *
 * <p>Hints are for handlers that take their time, {@link Execution#BLOCKING} ones. Nothing is sent
 * to clients of HTTP/1.0 and once the answer is given.
 */
public final class EarlyHints {
    /** Where the edge puts it. */
    public static final Attribute<EarlyHints> ATTRIBUTE =
            Attribute.of("early hints", EarlyHints.class);

    private static final EarlyHints NONE = new EarlyHints(_ -> {});

    private final Consumer<Headers> way;

    /** Hints that go {@code way}; for the edge and for tests. */
    public EarlyHints(Consumer<Headers> way) {
        this.way = way;
    }

    /** The way to the client of {@code request}, which may lead nowhere. */
    public static EarlyHints of(Request request) {
        return request.attribute(ATTRIBUTE).orElse(NONE);
    }

    /** Sends a response 103 with {@code fields}, which are {@code Link} as a rule. */
    public void send(Headers fields) {
        way.accept(fields);
    }
}
