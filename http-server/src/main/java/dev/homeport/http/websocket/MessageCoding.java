package dev.homeport.http.websocket;

/** How the content of messages is coded on a WebSocket, as agreed in its handshake. */
public sealed interface MessageCoding {

    /** As it is. */
    record Identity() implements MessageCoding {}

    /**
     * {@code permessage-deflate} (RFC 7692 7).
     *
     * @param server whether our messages may refer to those before
     * @param client whether the client's messages may
     * @param response what the handshake says about it
     */
    record Deflate(Context server, Context client, String response) implements MessageCoding {}

    /** What a message may refer to. */
    enum Context {
        /** Itself alone; nothing is held between messages. */
        FRESH,
        /** The 32 KiB before it, which both sides hold. */
        KEPT
    }
}
