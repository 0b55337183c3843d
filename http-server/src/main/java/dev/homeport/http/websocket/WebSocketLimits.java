package dev.homeport.http.websocket;

import java.time.Duration;

/**
 * Bounds on what one WebSocket may make the server hold, do or wait for.
 *
 * @param messageBytesMax longest message of a client, after decompression (1009)
 * @param framesMax frames of any kind a client may send within {@code window} (1008)
 * @param controlFramesMax pings, pongs and close frames of those (1008)
 * @param window the length of the window that frames are counted in
 * @param inboxMessagesMax messages that may wait for the application; then nothing more is read
 *     from the connection until it has taken half of them
 * @param inboxBytesMax bytes of such messages; one longer message may wait alone
 * @param outboxBytesMax bytes that may wait for the client; who sends more waits. One longer
 *     message may wait alone
 * @param pingAfter how long a client may be silent before it is asked whether it is there
 * @param pongTimeout how long it may take to show that
 * @param closeTimeout how long a client may take to answer a close frame
 */
public record WebSocketLimits(
        int messageBytesMax,
        int framesMax,
        int controlFramesMax,
        Duration window,
        int inboxMessagesMax,
        int inboxBytesMax,
        int outboxBytesMax,
        Duration pingAfter,
        Duration pongTimeout,
        Duration closeTimeout) {

    /** What a public server on a small machine can bear of each of many. */
    public static final WebSocketLimits DEFAULT =
            new WebSocketLimits(
                    1024 * 1024,
                    100_000,
                    1_000,
                    Duration.ofSeconds(10),
                    64,
                    256 * 1024,
                    256 * 1024,
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(5));

    public WebSocketLimits {
        // RFC 6455 5.5: a control frame has up to 125 bytes, which a message should have, too.
        if (messageBytesMax < 125) throw new IllegalArgumentException("messageBytesMax < 125");
        requirePositive("framesMax", framesMax);
        requirePositive("controlFramesMax", controlFramesMax);
        requirePositive("window", window.toMillis());
        requirePositive("inboxMessagesMax", inboxMessagesMax);
        requirePositive("inboxBytesMax", inboxBytesMax);
        requirePositive("outboxBytesMax", outboxBytesMax);
        requirePositive("pingAfter", pingAfter.toMillis());
        requirePositive("pongTimeout", pongTimeout.toMillis());
        requirePositive("closeTimeout", closeTimeout.toMillis());
    }

    private static void requirePositive(String name, long value) {
        if (value <= 0) throw new IllegalArgumentException(name + " must be positive");
    }

    /** These limits with another bound on a client's messages. */
    public WebSocketLimits withMessageBytesMax(int bytes) {
        return new WebSocketLimits(
                bytes,
                framesMax,
                controlFramesMax,
                window,
                inboxMessagesMax,
                inboxBytesMax,
                outboxBytesMax,
                pingAfter,
                pongTimeout,
                closeTimeout);
    }

    /** These limits with other bounds on frames within {@code window}. */
    public WebSocketLimits withFrames(int frames, int controlFrames, Duration length) {
        return new WebSocketLimits(
                messageBytesMax,
                frames,
                controlFrames,
                length,
                inboxMessagesMax,
                inboxBytesMax,
                outboxBytesMax,
                pingAfter,
                pongTimeout,
                closeTimeout);
    }

    /** These limits with other bounds on what waits for the application and for the client. */
    public WebSocketLimits withQueues(int inboxMessages, int inboxBytes, int outboxBytes) {
        return new WebSocketLimits(
                messageBytesMax,
                framesMax,
                controlFramesMax,
                window,
                inboxMessages,
                inboxBytes,
                outboxBytes,
                pingAfter,
                pongTimeout,
                closeTimeout);
    }

    /** These limits with other bounds on time. */
    public WebSocketLimits withTimeouts(Duration ping, Duration pong, Duration close) {
        return new WebSocketLimits(
                messageBytesMax,
                framesMax,
                controlFramesMax,
                window,
                inboxMessagesMax,
                inboxBytesMax,
                outboxBytesMax,
                ping,
                pong,
                close);
    }
}
