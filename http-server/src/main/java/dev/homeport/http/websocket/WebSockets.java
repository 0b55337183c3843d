package dev.homeport.http.websocket;

import dev.homeport.http.Body;
import dev.homeport.http.Headers;
import dev.homeport.http.Request;
import dev.homeport.http.Response;
import dev.homeport.http.websocket.HandshakeCheck.Checked;

/** How a handler answers a request for a WebSocket. */
public final class WebSockets {
    private WebSockets() {}

    /**
     * The answer to {@code request}: 101, after which {@code conversation} runs, or what is wrong
     * with it (RFC 6455 4.2). Whatever else decides about it, such as who is signed in, is decided
     * before. A request like any other is told to upgrade (426).
     */
    public static Response accept(
            Request request, WebSocketOptions options, Conversation conversation) {
        return switch (HandshakeCheck.check(request, options)) {
            case Checked.Refused(Response response) -> response;
            case Checked.Granted granted -> {
                Opening opening =
                        new Opening(
                                request,
                                granted.subprotocol(),
                                granted.coding(),
                                options.limits(),
                                conversation);
                yield new Response(101, fields(granted), new Body.Upgrade(opening));
            }
        };
    }

    /** RFC 6455 4.2.2 5; {@code Upgrade} and {@code Connection} are the writer's. */
    private static Headers fields(Checked.Granted granted) {
        Headers fields = Headers.of("sec-websocket-accept", granted.accept());
        if (!granted.subprotocol().isEmpty()) {
            fields = fields.and("sec-websocket-protocol", granted.subprotocol());
        }
        return switch (granted.coding()) {
            case MessageCoding.Identity() -> fields;
            case MessageCoding.Deflate deflate ->
                    fields.and("sec-websocket-extensions", deflate.response());
        };
    }
}
