package dev.homeport.http.websocket;

/**
 * What an application does with a WebSocket, from its opening to its end; plain blocking code on a
 * virtual thread of its own.
 */
@FunctionalInterface
public interface Conversation {

    /**
     * Speaks over {@code socket}. When it returns the socket is closed with {@link
     * CloseCode#NORMAL}, if it is still open; when it fails, with {@link CloseCode#INTERNAL_ERROR},
     * and the failure is reported as that of a handler is. A {@link WebSocketClosedException} is no
     * failure: the client was simply gone first.
     */
    void run(WebSocket socket) throws Exception;
}
