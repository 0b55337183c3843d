package dev.homeport.http.netty;

import dev.homeport.http.HttpObserver;
import dev.homeport.http.Request;
import dev.homeport.http.websocket.CloseCode;
import dev.homeport.http.websocket.Message;
import dev.homeport.http.websocket.Opening;
import dev.homeport.http.websocket.WebSocket;
import dev.homeport.http.websocket.WebSocketClosedException;

import java.nio.charset.StandardCharsets;

/**
 * A WebSocket in the hands of its application. Like {@link Dispatch} it is where virtual threads
 * and an event loop meet: through the two boxes, in which only virtual threads wait.
 */
final class OpenSocket implements WebSocket {
    private final Opening opening;
    private final SocketInbox inbox;
    private final SocketOutbox outbox;

    OpenSocket(Opening opening, SocketInbox inbox, SocketOutbox outbox) {
        this.opening = opening;
        this.inbox = inbox;
        this.outbox = outbox;
    }

    /** Runs the conversation on a virtual thread of its own, and {@code through} after it. */
    void start(HttpObserver observer, Runnable through) {
        Thread.ofVirtual()
                .name("websocket")
                .start(
                        () -> {
                            try {
                                converse(observer);
                            } finally {
                                // After an Error that nobody can deal with, not even we.
                                outbox.close(CloseCode.INTERNAL_ERROR, "");
                                outbox.release();
                                through.run();
                            }
                        });
    }

    // An Error of an application, for instance a stack overflow, must not leave a client waiting.
    @SuppressWarnings("CatchingUnchecked")
    private void converse(HttpObserver observer) {
        try {
            opening.conversation().run(this);
            outbox.close(CloseCode.NORMAL, "");
        } catch (WebSocketClosedException e) {
            outbox.close(CloseCode.NORMAL, ""); // The client was gone first.
        } catch (Exception | StackOverflowError | AssertionError e) {
            outbox.close(CloseCode.INTERNAL_ERROR, "the server failed");
            observer.failed(opening.request(), e);
        }
    }

    @Override
    public Request request() {
        return opening.request();
    }

    @Override
    public String subprotocol() {
        return opening.subprotocol();
    }

    @Override
    public Message receive() throws InterruptedException {
        return inbox.take();
    }

    @Override
    public void send(String text) throws WebSocketClosedException, InterruptedException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        outbox.send(bytes, writer -> writer.text(bytes));
    }

    @Override
    public void send(byte[] bytes) throws WebSocketClosedException, InterruptedException {
        outbox.send(bytes, writer -> writer.binary(bytes));
    }

    @Override
    public boolean offer(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return outbox.offer(bytes, writer -> writer.text(bytes));
    }

    @Override
    public void close(int code, String reason) {
        outbox.close(code, reason);
    }
}
