package dev.homeport.http.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class WebSocketLimitsTest {
    private static final WebSocketLimits DEFAULT = WebSocketLimits.DEFAULT;
    private static final Duration SECOND = Duration.ofSeconds(1);

    private static void refused(Runnable limits) {
        assertThrows(IllegalArgumentException.class, limits::run);
    }

    /** RFC 6455 5.5: a control frame may have 125 bytes whatever messages may. */
    @Test
    void aMessageMayBeAsLongAsAControlFrame() {
        assertEquals(125, DEFAULT.withMessageBytesMax(125).messageBytesMax());
        refused(() -> DEFAULT.withMessageBytesMax(124));
    }

    @Test
    void noBoundIsZero() {
        assertEquals(1, DEFAULT.withFrames(1, 1, SECOND).framesMax());
        refused(() -> DEFAULT.withFrames(0, 1, SECOND));
        refused(() -> DEFAULT.withFrames(1, 0, SECOND));
        refused(() -> DEFAULT.withFrames(1, 1, Duration.ZERO));
        assertEquals(1, DEFAULT.withQueues(1, 1, 1).outboxBytesMax());
        refused(() -> DEFAULT.withQueues(0, 1, 1));
        refused(() -> DEFAULT.withQueues(1, 0, 1));
        refused(() -> DEFAULT.withQueues(1, 1, 0));
        assertEquals(SECOND, DEFAULT.withTimeouts(SECOND, SECOND, SECOND).closeTimeout());
        refused(() -> DEFAULT.withTimeouts(Duration.ZERO, SECOND, SECOND));
        refused(() -> DEFAULT.withTimeouts(SECOND, Duration.ZERO, SECOND));
        refused(() -> DEFAULT.withTimeouts(SECOND, SECOND, Duration.ZERO));
    }
}
