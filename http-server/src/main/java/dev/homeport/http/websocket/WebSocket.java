package dev.homeport.http.websocket;

import dev.homeport.http.Request;

/**
 * An open WebSocket as an application uses it. All methods may be called from several threads;
 * those that wait are meant for virtual threads. Pings, pongs and the answer to a close frame are
 * the server's work.
 */
public interface WebSocket {

    /** The request that opened it. */
    Request request();

    /** The subprotocol that was agreed on; empty when none was. */
    String subprotocol();

    /**
     * Waits for the next message. After {@link Message.Closed} it gives the same again. While
     * nobody takes messages, only a bounded number is read, and then the client has to wait.
     */
    Message receive() throws InterruptedException;

    /**
     * Sends a text message; waits while too much of what was sent before is not taken by the
     * client. Messages of several threads go one after the other.
     *
     * @throws WebSocketClosedException when the client cannot get it any more; even without it
     *     there is no promise that the client did
     */
    void send(String text) throws WebSocketClosedException, InterruptedException;

    /** Sends a binary message, as {@link #send(String)} does; the array is not kept. */
    void send(byte[] bytes) throws WebSocketClosedException, InterruptedException;

    /**
     * Sends a text message if that needs no waiting, for those who tell many the same and wait for
     * nobody.
     *
     * @return false when nothing was sent, since the client is slow or the socket closed
     */
    boolean offer(String text);

    /**
     * Sends a close frame behind what was sent before, and does not wait. What the client still
     * sends can be received until {@link Message.Closed} comes, which the client's answer brings or
     * its absence. Closing again does nothing.
     *
     * @param code {@link CloseCode#NORMAL}, another that may be sent, or one from 3000 to 4999
     * @param reason for people, at most 123 bytes in UTF-8
     * @throws IllegalArgumentException when code or reason are none
     */
    void close(int code, String reason);
}
