package dev.homeport.http.websocket.frame;

import dev.homeport.http.websocket.Message;

/** What the bytes of a client amount to. */
// Nobody compares the arrays of pings and pongs.
@SuppressWarnings("ArrayRecordComponent")
public sealed interface Incoming {

    /** Nothing yet: more bytes are needed. */
    record More() implements Incoming {
        static final More MORE = new More();
    }

    /**
     * A whole message.
     *
     * @param message text or binary
     * @param bytes its length, as it was encoded
     */
    record Whole(Message message, int bytes) implements Incoming {}

    /** RFC 6455 5.5.2: to be answered with the same payload. */
    record Ping(byte[] payload) implements Incoming {}

    /** RFC 6455 5.5.3: a sign of life. */
    record Pong(byte[] payload) implements Incoming {}

    /** RFC 6455 5.5.1: the client's close frame; 1005 when it gave no code. */
    record Close(int code, String reason) implements Incoming {}

    /** RFC 6455 7.1.7: the connection fails with this code; nothing more is read. */
    record Failure(int code, String reason) implements Incoming {}
}
