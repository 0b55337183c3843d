package dev.homeport.http.websocket;

import java.io.IOException;

/** The WebSocket is closed, or is closing, so that nothing can be sent any more. */
public final class WebSocketClosedException extends IOException {
    private static final long serialVersionUID = 1L;

    /** A message for people. */
    public WebSocketClosedException(String message) {
        super(message);
    }
}
