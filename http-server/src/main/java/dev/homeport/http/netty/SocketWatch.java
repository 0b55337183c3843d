package dev.homeport.http.netty;

import dev.homeport.http.websocket.WebSocketLimits;

/** What is due on a WebSocket as time goes by; times are those of {@link System#nanoTime}. */
final class SocketWatch {
    private final long pingAfterNanos;
    private final long pongNanos;
    private final long closeNanos;
    private Awaiting awaiting = Awaiting.ANYTHING;
    private long since;

    private enum Awaiting {
        ANYTHING,
        SIGN_OF_LIFE,
        CLOSE
    }

    /** What is to be done. */
    enum Due {
        /** Nothing. */
        WAIT,
        /** Ask whether the client is there. */
        PING,
        /** Give the client up. */
        END
    }

    SocketWatch(WebSocketLimits limits) {
        this.pingAfterNanos = limits.pingAfter().toNanos();
        this.pongNanos = limits.pongTimeout().toNanos();
        this.closeNanos = limits.closeTimeout().toNanos();
    }

    /** The client has sent something; that prolongs everything but the closing handshake. */
    void heard(long now) {
        if (awaiting == Awaiting.CLOSE) return;
        awaiting = Awaiting.ANYTHING;
        since = now;
    }

    /** Our close frame is on its way. */
    void closing(long now) {
        awaiting = Awaiting.CLOSE;
        since = now;
    }

    Due check(long now) {
        long waited = now - since;
        return switch (awaiting) {
            case ANYTHING -> {
                if (waited <= pingAfterNanos) yield Due.WAIT;
                awaiting = Awaiting.SIGN_OF_LIFE;
                since = now;
                yield Due.PING;
            }
            case SIGN_OF_LIFE -> waited > pongNanos ? Due.END : Due.WAIT;
            case CLOSE -> waited > closeNanos ? Due.END : Due.WAIT;
        };
    }
}
