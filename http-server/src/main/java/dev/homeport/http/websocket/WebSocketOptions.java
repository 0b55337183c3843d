package dev.homeport.http.websocket;

import dev.homeport.http.semantics.Ascii;

import java.util.List;

/**
 * How an application wants its WebSockets.
 *
 * @param subprotocols those it speaks; the one the client likes best is taken
 * @param origins from whose pages they may be opened
 * @param compression whether messages are compressed
 * @param limits what one of them may cost
 */
public record WebSocketOptions(
        List<String> subprotocols,
        Origins origins,
        Compression compression,
        WebSocketLimits limits) {

    /** For the site's own pages, without a subprotocol, compressed message by message. */
    public static final WebSocketOptions DEFAULT =
            new WebSocketOptions(
                    List.of(), Origins.SAME, Compression.EACH_MESSAGE, WebSocketLimits.DEFAULT);

    public WebSocketOptions {
        subprotocols = List.copyOf(subprotocols);
        for (String name : subprotocols) {
            if (!Ascii.isToken(name)) throw new IllegalArgumentException("no token: " + name);
        }
    }

    /** These options with {@code names} to choose from. */
    public WebSocketOptions withSubprotocols(String... names) {
        return new WebSocketOptions(List.of(names), origins, compression, limits);
    }

    /** These options for pages of {@code other} origins. */
    public WebSocketOptions withOrigins(Origins other) {
        return new WebSocketOptions(subprotocols, other, compression, limits);
    }

    /** These options with another compression. */
    public WebSocketOptions withCompression(Compression other) {
        return new WebSocketOptions(subprotocols, origins, other, limits);
    }

    /** These options with other limits. */
    public WebSocketOptions withLimits(WebSocketLimits other) {
        return new WebSocketOptions(subprotocols, origins, compression, other);
    }
}
