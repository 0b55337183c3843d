package dev.homeport.http.netty;

import dev.homeport.http.ClientGoneException;
import dev.homeport.http.ContentException;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.EventExecutor;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Streamed content of a request on its way from a connection's event loop to the virtual thread of
 * a handler. The edge sees to it that the client sends no more than a window beyond what was read.
 *
 * <p>The methods of {@link InputStream} are the handler's; everything else belongs to the event
 * loop. The lock guards what both look at.
 */
final class Inflow extends InputStream implements Connection.Flow {
    /** A client that sends more slowly than this, as far as it is waited for, is cut. */
    private static final long BYTES_PER_SECOND_MIN = 1024;

    private final EventExecutor loop;
    private final Bounds bounds;
    private final Inlet inlet;

    // The event loop's.
    private long received;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<byte[]> pieces = new ArrayDeque<>();
    private int at;
    private int buffered;
    private int taken;
    private boolean ended;
    private boolean closed;
    private @Nullable IOException failure;
    private boolean wanted;
    private boolean waiting;
    private long waitingSince;
    private long waitedNanos;
    private long creditNanos;

    /**
     * Bounds of one content.
     *
     * @param windowBytes how much may wait to be read
     * @param bytesMax how much may come in all
     * @param timeoutNanos how long the client may let a reader wait
     */
    record Bounds(int windowBytes, long bytesMax, long timeoutNanos) {}

    /** Where the content comes from; called on the event loop. */
    interface Inlet {
        /** The handler wants the first of it. */
        void wanted();

        /** So many bytes more were read, or are not wanted any more. */
        void taken(int bytes);
    }

    Inflow(EventExecutor loop, Bounds bounds, Inlet inlet) {
        this.loop = loop;
        this.bounds = bounds;
        this.inlet = inlet;
        this.creditNanos = bounds.timeoutNanos();
    }

    // The event loop's side.

    /** Takes in what is readable in {@code part}; false when that is more than may come. */
    boolean add(ByteBuf part) {
        int bytes = part.readableBytes();
        received += bytes;
        if (received > bounds.bytesMax()) {
            fail(tooLong(bounds.bytesMax()));
            return false;
        }
        if (bytes == 0) return true;
        byte[] piece = new byte[bytes];
        part.readBytes(piece);
        lock.lock();
        try {
            if (closed || failure != null) return true;
            pieces.add(piece);
            buffered += bytes;
            long earned = TimeUnit.SECONDS.toNanos(bytes) / BYTES_PER_SECOND_MIN;
            creditNanos = Math.min(bounds.timeoutNanos(), creditNanos + earned);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        return true;
    }

    static ContentException tooLong(long bytesMax) {
        return new ContentException(413, "content longer than " + bytesMax + " bytes");
    }

    /** How much has come. */
    long received() {
        return received;
    }

    /** Whether a whole window waits to be read. */
    boolean isFull() {
        lock.lock();
        try {
            return buffered >= bounds.windowBytes();
        } finally {
            lock.unlock();
        }
    }

    /** Whether the rest will not be read for a reason that is the client's. */
    boolean hasFailed() {
        lock.lock();
        try {
            return failure != null;
        } finally {
            lock.unlock();
        }
    }

    /** Whether nobody reads what comes. */
    boolean isUnwanted() {
        lock.lock();
        try {
            return closed || failure != null;
        } finally {
            lock.unlock();
        }
    }

    /** All has come. */
    void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The rest will not come, or not be taken. */
    void fail(IOException why) {
        lock.lock();
        try {
            if (ended || failure != null) return;
            failure = why;
            pieces.clear();
            buffered = 0;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void gone() {
        fail(new ClientGoneException());
    }

    /** Whether a reader has waited longer for the client than it may let it wait. */
    boolean isLate(long now) {
        lock.lock();
        try {
            return waiting && now - waitingSince > creditNanos;
        } finally {
            lock.unlock();
        }
    }

    /** How long the handler has waited for the client in all. */
    long waitedNanos(long now) {
        lock.lock();
        try {
            return waitedNanos + (waiting ? now - waitingSince : 0);
        } finally {
            lock.unlock();
        }
    }

    // The handler's side.

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length == 0) return 0;
        int free;
        int read;
        lock.lock();
        try {
            byte[] piece = await();
            if (piece == null) return -1;
            read = Math.min(length, piece.length - at);
            System.arraycopy(piece, at, bytes, offset, read);
            free = took(piece, read);
        } finally {
            lock.unlock();
        }
        if (free > 0) execute(() -> inlet.taken(free));
        return read;
    }

    /** The piece to read from, or null at the end; waits for it. */
    private byte @Nullable [] await() throws IOException {
        if (closed) throw new IOException("the content is closed");
        if (!wanted) {
            wanted = true;
            if (!ended && failure == null) execute(inlet::wanted);
        }
        if (isStarving()) pause();
        if (failure != null) throw failure;
        return pieces.peek();
    }

    private boolean isStarving() {
        return pieces.isEmpty() && !ended && failure == null;
    }

    private void pause() throws InterruptedIOException {
        waiting = true;
        waitingSince = System.nanoTime();
        try {
            while (isStarving()) changed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while content was read");
        } finally {
            waiting = false;
            long waited = System.nanoTime() - waitingSince;
            waitedNanos += waited;
            creditNanos -= waited;
        }
    }

    /** Goes on behind what was read; gives how much the client may be told of, now and then. */
    private int took(byte[] piece, int read) {
        at += read;
        buffered -= read;
        taken += read;
        if (at == piece.length) {
            pieces.remove();
            at = 0;
        }
        if (taken < bounds.windowBytes() / 2) return 0;
        int free = taken;
        taken = 0;
        return free;
    }

    @Override
    public int available() {
        lock.lock();
        try {
            return buffered;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        int free;
        lock.lock();
        try {
            if (closed) return;
            closed = true;
            free = buffered + taken;
            pieces.clear();
            buffered = 0;
        } finally {
            lock.unlock();
        }
        execute(() -> inlet.taken(free));
    }

    private void execute(Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException e) {
            gone(); // The loop has ended and with it every connection of it.
        }
    }
}
