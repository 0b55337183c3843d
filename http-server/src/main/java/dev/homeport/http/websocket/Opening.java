package dev.homeport.http.websocket;

import dev.homeport.http.Request;

/**
 * A WebSocket that was granted and that the edge opens.
 *
 * @param request what asked for it
 * @param subprotocol what is spoken, or empty
 * @param coding how messages are coded
 * @param limits what it may cost
 * @param conversation what the application does with it
 */
public record Opening(
        Request request,
        String subprotocol,
        MessageCoding coding,
        WebSocketLimits limits,
        Conversation conversation) {}
