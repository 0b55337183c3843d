package dev.homeport.http.netty;

import dev.homeport.http.websocket.Message;
import dev.homeport.http.websocket.WebSocketLimits;
import dev.homeport.http.websocket.frame.Incoming;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The messages that wait for an application: an event loop puts them in and never waits, virtual
 * threads take them out and do. Who takes the message after which there is room again tells the
 * loop to read on.
 */
final class SocketInbox {
    private final WebSocketLimits limits;
    private final Runnable readOn;
    private final ConcurrentLinkedQueue<Incoming.Whole> waiting = new ConcurrentLinkedQueue<>();
    private final Semaphore there = new Semaphore(0);
    private final AtomicInteger messages = new AtomicInteger();
    private final AtomicInteger bytes = new AtomicInteger();
    private volatile Message.@Nullable Closed end;
    private volatile boolean paused;

    /** {@code readOn} is called on any thread when a full inbox is half empty again. */
    SocketInbox(WebSocketLimits limits, Runnable readOn) {
        this.limits = limits;
        this.readOn = readOn;
    }

    /** On the loop: one more message. */
    void add(Incoming.Whole whole) {
        waiting.add(whole);
        messages.incrementAndGet();
        bytes.addAndGet(whole.bytes());
        there.release();
    }

    /** On the loop: nothing comes any more; the first reason is the one that is told. */
    void end(Message.Closed closed) {
        if (end != null) return;
        end = closed;
        there.release();
    }

    /** On the loop: whether no more is to be read; then {@code readOn} is called later. */
    boolean isFull() {
        if (!holds(limits.inboxMessagesMax(), limits.inboxBytesMax())) return false;
        paused = true;
        // Perhaps all was taken before those who take could see that it matters.
        if (holds(limits.inboxMessagesMax() / 2 + 1, limits.inboxBytesMax() / 2 + 1)) return true;
        paused = false;
        return false;
    }

    private boolean holds(int messagesMin, int bytesMin) {
        return messages.get() >= messagesMin || bytes.get() >= bytesMin;
    }

    /** Waits for the next message; the end, once it has come, again and again. */
    Message take() throws InterruptedException {
        there.acquire();
        Incoming.Whole whole = waiting.poll();
        if (whole != null) {
            taken(whole);
            return whole.message();
        }
        there.release();
        Message closed = end;
        if (closed == null) throw new IllegalStateException("a permit without a message");
        return closed;
    }

    private void taken(Incoming.Whole whole) {
        messages.decrementAndGet();
        bytes.addAndGet(-whole.bytes());
        boolean full = holds(limits.inboxMessagesMax() / 2 + 1, limits.inboxBytesMax() / 2 + 1);
        if (!paused || full) return;
        paused = false;
        readOn.run();
    }
}
