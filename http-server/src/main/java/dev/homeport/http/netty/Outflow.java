package dev.homeport.http.netty;

import dev.homeport.http.Body;
import dev.homeport.http.BodySink;
import dev.homeport.http.ClientGoneException;
import dev.homeport.http.Response;

import io.netty.channel.ChannelFuture;
import io.netty.util.concurrent.EventExecutor;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedChannelException;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Streamed content on its way from a writer's virtual thread to a connection's event loop, a
 * bounded window of it at a time.
 *
 * <pre>
 *  WAITING --the edge opens it--> OPEN --all is sent---> OVER
 *     \--the edge wants no content------\--it cannot be--^
 * </pre>
 *
 * <p>The writer's side is {@link #run} and the methods of {@link BodySink}; everything else belongs
 * to the event loop. The lock guards what both look at.
 */
// What fails to be written ends the flow, and that is where it is dealt with.
@SuppressWarnings("FutureReturnValueIgnored")
final class Outflow extends BodySink implements Connection.Flow {
    private static final int PIECE_BYTES_MAX = 32 * 1024;
    private static final int PIECE_BYTES_START = 512;

    private final EventExecutor loop;
    private final int windowBytes;
    private final long length;

    // The writer's.
    private byte[] gathered = new byte[0];
    private int count;
    private long written;

    // The event loop's.
    private @Nullable Connection connection;
    private @Nullable Outlet outlet;
    private boolean lastDelivered;
    private long sent;
    private long progressNanos;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile State state = State.WAITING;
    private volatile boolean ending;
    private int inFlight;
    private @Nullable Runnable wake;

    private enum State {
        WAITING,
        OPEN,
        OVER
    }

    /** Where the pieces go; used by the event loop. */
    interface Outlet {
        /** Writes and flushes the first {@code length} of {@code bytes}, which are given away. */
        ChannelFuture write(byte[] bytes, int length, FilePump.Place place);

        /**
         * Nothing more comes: {@code bytes} of content were sent, all of it unless {@code failure}
         * says why not.
         */
        void ended(long bytes, @Nullable Throwable failure);
    }

    /** Stands in a response for the writer that is run already. */
    private record Running(Outflow flow) implements Body.Writer {
        @Override
        public void write(BodySink sink) {
            throw new IllegalStateException("this content is being written already");
        }
    }

    /** The writer left; its content is not whole. */
    private static final class Broken extends IOException {
        private static final long serialVersionUID = 1L;
    }

    Outflow(EventExecutor loop, int windowBytes, long length) {
        this.loop = loop;
        this.windowBytes = windowBytes;
        this.length = length;
    }

    /** {@code response}, whose content is streamed, with this in the place of its writer. */
    Response in(Response response) {
        Body body = new Body.Stream(length, new Running(this));
        return new Response(response.status(), response.headers(), body);
    }

    /** What {@link #in} put there. */
    static Outflow of(Body.Stream content) {
        if (content.writer() instanceof Running(var flow)) return flow;
        throw new IllegalStateException("a streamed answer did not come by way of Dispatch");
    }

    // The event loop's side.

    /** Lets the writer begin, over {@code over}. */
    void open(Connection over, Outlet to) {
        connection = over;
        outlet = to;
        over.add(this);
        progressNanos = System.nanoTime();
        change(State.OPEN);
    }

    /** The edge has seen the answer: if it did not open this, no content is wanted. */
    void settle() {
        if (state == State.WAITING) change(State.OVER);
    }

    boolean isOpen() {
        return state == State.OPEN;
    }

    /** The client has left; when all is written, that write tells whether it was in time. */
    @Override
    public void gone() {
        if (!lastDelivered) end(new ClosedChannelException());
    }

    /** The server will stop: asks the writer to come to an end. */
    @Override
    public void drain() {
        ending = true;
        wake();
    }

    /** Whether the client has taken nothing for so long although there is something. */
    boolean isStalled(long now, long timeoutNanos) {
        lock.lock();
        try {
            return inFlight > 0 && now - progressNanos > timeoutNanos;
        } finally {
            lock.unlock();
        }
    }

    private void deliver(byte[] bytes, int bytesLength, FilePump.Place place) {
        Outlet to = outlet;
        if (to == null || state != State.OPEN) return;
        lastDelivered = place == FilePump.Place.LAST;
        to.write(bytes, bytesLength, place).addListener(f -> sent(f.cause(), bytesLength, place));
    }

    private void sent(@Nullable Throwable failure, int bytes, FilePump.Place place) {
        if (failure != null) {
            end(failure);
            return;
        }
        sent += bytes;
        lock.lock();
        try {
            progressNanos = System.nanoTime();
            inFlight -= bytes;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (place == FilePump.Place.LAST) end(null);
    }

    private void end(@Nullable Throwable failure) {
        Outlet to = outlet;
        Connection over = connection;
        if (to == null || over == null || state != State.OPEN) return;
        change(State.OVER);
        over.remove(this);
        to.ended(sent, failure);
        wake();
    }

    private void change(State next) {
        lock.lock();
        try {
            state = next;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void wake() {
        Runnable due;
        lock.lock();
        try {
            due = wake;
            wake = null;
        } finally {
            lock.unlock();
        }
        if (due != null) due.run();
    }

    // The writer's side.

    /**
     * Waits until the edge decides and then runs {@code writer} if its content is wanted.
     *
     * @throws Exception what the writer fails with; the response is broken off then
     */
    void run(Body.Writer writer) throws Exception {
        if (!awaitDecision()) return;
        boolean whole = false;
        try {
            writer.write(this);
            finish();
            whole = true;
        } finally {
            if (!whole) execute(() -> end(new Broken()));
        }
    }

    /** It is made as soon as the event loop comes to it. */
    private boolean awaitDecision() {
        lock.lock();
        try {
            while (state == State.WAITING) changed.awaitUninterruptibly();
            return state == State.OPEN;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int bytesLength) throws IOException {
        Objects.checkFromIndexSize(offset, bytesLength, bytes.length);
        requireOpen();
        if (length >= 0 && bytesLength > length - written) {
            throw new IOException("more content than the " + length + " bytes that were promised");
        }
        written += bytesLength;
        int at = offset;
        int left = bytesLength;
        while (left > 0) {
            int taken = Math.min(left, pieceBytes() - count);
            reserve(taken);
            System.arraycopy(bytes, at, gathered, count, taken);
            count += taken;
            at += taken;
            left -= taken;
            if (count == pieceBytes()) hand(FilePump.Place.WITHIN);
        }
    }

    private int pieceBytes() {
        return Math.min(PIECE_BYTES_MAX, windowBytes);
    }

    private void reserve(int more) {
        int wanted = count + more;
        if (wanted <= gathered.length) return;
        int grown = Math.max(Math.max(wanted, PIECE_BYTES_START), gathered.length * 2);
        gathered = Arrays.copyOf(gathered, Math.min(grown, pieceBytes()));
    }

    @Override
    public void flush() throws IOException {
        requireOpen();
        if (count > 0) hand(FilePump.Place.WITHIN);
    }

    private void finish() throws IOException {
        if (length >= 0 && written < length) {
            throw new IOException(
                    "content of " + written + " bytes where " + length + " were promised");
        }
        requireOpen();
        hand(FilePump.Place.LAST);
    }

    private void requireOpen() throws ClientGoneException {
        if (state != State.OPEN) throw new ClientGoneException();
    }

    private void hand(FilePump.Place place) throws IOException {
        byte[] piece = gathered;
        int bytes = count;
        gathered = new byte[0];
        count = 0;
        awaitRoom(bytes);
        execute(() -> deliver(piece, bytes, place));
    }

    private void awaitRoom(int bytes) throws IOException {
        lock.lock();
        try {
            while (state == State.OPEN && inFlight > 0 && bytes > windowBytes - inFlight) {
                changed.await();
            }
            requireOpen();
            // The time in which a client has to take something begins when there is something.
            if (inFlight == 0) progressNanos = System.nanoTime();
            inFlight += bytes;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while content was written");
        } finally {
            lock.unlock();
        }
    }

    private void execute(Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException e) {
            // The loop has ended and with it every connection of it.
            change(State.OVER);
        }
    }

    @Override
    public boolean isEnding() {
        return ending || state == State.OVER;
    }

    @Override
    public void whenEnding(Runnable due) {
        lock.lock();
        try {
            wake = due;
        } finally {
            lock.unlock();
        }
        if (isEnding()) wake();
    }
}
