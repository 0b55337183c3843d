package dev.homeport.http.netty;

import dev.homeport.http.websocket.MessageCoding;
import dev.homeport.http.websocket.WebSocketClosedException;
import dev.homeport.http.websocket.WebSocketLimits;
import dev.homeport.http.websocket.frame.FrameWriter;

import io.netty.util.concurrent.EventExecutor;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * The frames that wait for a client: virtual threads put them in and wait while there are too many,
 * an event loop takes them out and never waits. The lock guards the order of messages and their
 * compression; only senders take it.
 */
final class SocketOutbox {
    private static final int FRAME_HEAD_BYTES = 10;

    private final int bytesMax;
    private final EventExecutor loop;
    private final Runnable write;
    private final FrameWriter writer;
    private final ReentrantLock sending = new ReentrantLock();
    private final ConcurrentLinkedQueue<Outgoing> waiting = new ConcurrentLinkedQueue<>();
    private final Semaphore room;
    private final AtomicBoolean woken = new AtomicBoolean();
    private final AtomicBoolean ended = new AtomicBoolean();

    /** A frame on its way; {@code permits} is the room it takes until it has left. */
    // It is written once and compared with nothing.
    @SuppressWarnings("ArrayRecordComponent")
    record Outgoing(byte[] frame, int permits, Kind kind) {}

    /** What a frame means for those behind it. */
    enum Kind {
        MESSAGE,
        CLOSE
    }

    /** {@code write} is run on {@code loop} when frames wait. */
    SocketOutbox(WebSocketLimits limits, MessageCoding coding, EventExecutor loop, Runnable write) {
        this.bytesMax = limits.outboxBytesMax();
        this.loop = loop;
        this.write = write;
        this.writer = new FrameWriter(coding);
        this.room = new Semaphore(bytesMax);
    }

    /** Puts in the frame of a message of {@code bytes}; waits for room. */
    void send(byte[] bytes, Function<FrameWriter, byte[]> frame)
            throws WebSocketClosedException, InterruptedException {
        int permits = permits(bytes);
        sending.lockInterruptibly();
        try {
            requireOpen();
            room.acquire(permits);
            // What is made is put in for certain, since a compressed message refers to the last.
            if (!ended.get()) put(frame.apply(writer), permits);
            else room.release(permits);
            requireOpen();
        } finally {
            sending.unlock();
        }
    }

    /** As {@link #send}, but only if there is room and nobody else is sending. */
    boolean offer(byte[] bytes, Function<FrameWriter, byte[]> frame) {
        int permits = permits(bytes);
        if (!sending.tryLock()) return false;
        try {
            if (ended.get() || !room.tryAcquire(permits)) return false;
            put(frame.apply(writer), permits);
            return true;
        } finally {
            sending.unlock();
        }
    }

    /** A message that is longer than all the room gets it alone. */
    private int permits(byte[] bytes) {
        return (int) Math.min((long) bytes.length + FRAME_HEAD_BYTES, bytesMax);
    }

    private void put(byte[] frame, int permits) {
        int taken = Math.min(frame.length, permits);
        room.release(permits - taken);
        put(new Outgoing(frame, taken, Kind.MESSAGE));
    }

    /** Puts in a close frame behind all messages; false when there was one before. */
    boolean close(int code, String reason) {
        byte[] frame = FrameWriter.close(code, reason);
        if (!ended.compareAndSet(false, true)) return false;
        put(new Outgoing(frame, 0, Kind.CLOSE));
        return true;
    }

    private void requireOpen() throws WebSocketClosedException {
        if (ended.get()) throw new WebSocketClosedException("the WebSocket is closed");
    }

    private void put(Outgoing outgoing) {
        waiting.add(outgoing);
        if (!woken.compareAndSet(false, true)) return;
        try {
            loop.execute(write);
        } catch (RejectedExecutionException e) {
            end(); // The server has stopped, and with it all connections.
        }
    }

    /** On the loop: from now on a new frame wakes it again. */
    void awake() {
        woken.set(false);
    }

    /** On the loop: the next frame, null when there is none. */
    @Nullable Outgoing poll() {
        return waiting.poll();
    }

    /** A frame has left, or never will. */
    void left(Outgoing outgoing) {
        room.release(outgoing.permits());
    }

    /** Nothing is sent any more; who waits for room is told so. */
    void end() {
        ended.set(true);
        for (Outgoing next = poll(); next != null; next = poll()) left(next);
    }

    /** Gives back the memory of compression; called by a thread that may wait. */
    void release() {
        ended.set(true);
        sending.lock();
        try {
            writer.close();
        } finally {
            sending.unlock();
        }
    }
}
