package dev.homeport.http.websocket;

/** What comes from the other side of a WebSocket. */
public sealed interface Message {

    /** A text message. */
    record Text(String text) implements Message {}

    /** A binary message; whoever receives it owns the array. */
    // A copy of every message, for a value nobody compares, is not worth its safety.
    @SuppressWarnings("ArrayRecordComponent")
    record Binary(byte[] bytes) implements Message {}

    /**
     * The end; nothing comes after it.
     *
     * @param code that of the close frame that ended it, whoever sent it first; {@link
     *     CloseCode#NO_STATUS} when the client gave none, {@link CloseCode#ABNORMAL} when the
     *     connection ended without one
     * @param reason for people, often empty
     */
    record Closed(int code, String reason) implements Message {}
}
