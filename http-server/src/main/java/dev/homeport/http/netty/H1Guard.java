package dev.homeport.http.netty;

import dev.homeport.http.HttpLimits;
import dev.homeport.http.netty.Connection.Phase;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.ReferenceCountUtil;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/**
 * Stands in front of Netty's HTTP/1.1 decoder, answers what {@link H1Hits} knows, and lets through
 * what {@link H1Scan} finds in order, one message at a time: the next one waits here until the
 * answer to the last one is written, which keeps pipelined answers in order.
 */
final class H1Guard extends ChannelInboundHandlerAdapter {
    private static final int WAITING_BYTES_MAX = 64 * 1024;

    private final H1Scan scan;
    private final H1Hits hits;
    private final Connection connection;
    private final H1Edge edge;
    private @Nullable ByteBuf waiting;
    private @Nullable ChannelHandlerContext context;
    private boolean busy;
    private boolean running;
    private boolean deaf;
    private boolean passed;
    private boolean paused;
    private boolean held;

    H1Guard(HttpLimits limits, Connection connection, H1Edge edge, H1Hits hits) {
        this.scan = new H1Scan(limits);
        this.hits = hits;
        this.connection = connection;
        this.edge = edge;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        drop();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        deafen();
        ctx.fireChannelInactive();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (deaf) {
            ReferenceCountUtil.release(message);
            return;
        }
        ByteBuf bytes = (ByteBuf) message;
        waiting =
                waiting == null
                        ? bytes
                        : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(
                                ctx.alloc(), waiting, bytes);
        run(ctx);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        // Those behind have nothing to complete when they were given nothing.
        if (passed) ctx.fireChannelReadComplete();
        else ctx.flush();
        passed = false;
        hits.flushed(ctx);
    }

    /** The client has taken enough of what waits for it. */
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        // Later: this is said in the middle of a flush.
        if (ctx.channel().isWritable() && !busy) ctx.executor().execute(this::resume);
        ctx.fireChannelWritabilityChanged();
    }

    /** The answer to the last message is written: reads the next one. */
    void next() {
        busy = false;
        resume();
    }

    private void resume() {
        ChannelHandlerContext ctx = context;
        // While running, the loop below goes on by itself.
        if (running || busy || deaf || held || ctx == null) return;
        if (!ctx.channel().config().isAutoRead()) ctx.channel().config().setAutoRead(true);
        run(ctx);
        channelReadComplete(ctx);
        if (!busy && !deaf) edge.caughtUp();
    }

    /** Reads nothing more: what comes is thrown away. */
    void deafen() {
        deaf = true;
        held = false;
        drop();
        ChannelHandlerContext ctx = context;
        if (ctx != null && !ctx.channel().config().isAutoRead()) {
            ctx.channel().config().setAutoRead(true);
        }
    }

    /** Passes nothing on and reads nothing: who takes content in has enough of it. */
    void hold() {
        ChannelHandlerContext ctx = context;
        if (deaf || ctx == null) return;
        held = true;
        ctx.channel().config().setAutoRead(false);
    }

    /** Goes on after {@link #hold}. */
    void release() {
        held = false;
        resume();
    }

    /** Whether the message that has begun has content that is not complete. */
    boolean isInContent() {
        return scan.isInContent();
    }

    /** Reads nothing more and gives what has come: another protocol goes on from there. */
    Optional<ByteBuf> handOver() {
        deaf = true;
        Optional<ByteBuf> left = Optional.ofNullable(waiting);
        waiting = null;
        return left;
    }

    /** Whether a message has begun that is not complete. */
    boolean isAmidMessage() {
        return !busy && (waiting != null || scan.isInContent());
    }

    /** Whether the content of the message just begun is due and has not come yet. */
    boolean isAwaitingContent() {
        return scan.isInContent() && waiting == null;
    }

    boolean isDeaf() {
        return deaf;
    }

    /** Whether bytes wait until the client takes what was answered to earlier ones. */
    boolean isPaused() {
        return paused && waiting != null;
    }

    /** Whether bytes of a next message wait. */
    boolean hasMore() {
        return waiting != null;
    }

    private void drop() {
        ByteBuf left = waiting;
        waiting = null;
        if (left != null) left.release();
    }

    private void run(ChannelHandlerContext ctx) {
        running = true;
        paused = false;
        hits.begin();
        try {
            while (mayGoOn(ctx) && waiting != null && (hit(ctx, waiting) || step(ctx, waiting))) {}
            hits.send(ctx);
        } finally {
            running = false;
        }
        if (deaf) return;
        if (mayGoOn(ctx)) {
            connection.enter(phase());
        } else {
            paused = !busy;
            connection.enter(Phase.BUSY);
            ByteBuf left = waiting;
            boolean full = left != null && left.readableBytes() > WAITING_BYTES_MAX;
            if (full) ctx.channel().config().setAutoRead(false);
        }
    }

    /** A client that takes no answers is asked for no more requests. */
    private boolean mayGoOn(ChannelHandlerContext ctx) {
        return !busy && !deaf && !held && ctx.channel().isWritable();
    }

    /** Gives the answer to what is first in {@code bytes} if it is known. */
    private boolean hit(ChannelHandlerContext ctx, ByteBuf bytes) {
        if (!scan.isFresh() || !edge.isIdle()) return false;
        int length = hits.answer(ctx, bytes);
        if (length == 0) {
            hits.settle(ctx);
            return false;
        }
        connection.idleSince(hits.startNanos());
        bytes.skipBytes(length);
        if (!bytes.isReadable()) drop();
        return true;
    }

    private Phase phase() {
        if (scan.isInContent()) return edge.isStreaming() ? Phase.BUSY : Phase.CONTENT;
        return waiting == null ? Phase.IDLE : Phase.HEAD;
    }

    /** Handles what is first in {@code bytes}; false when nothing can be done without more. */
    private boolean step(ChannelHandlerContext ctx, ByteBuf bytes) {
        passed = true;
        switch (scan.next(bytes)) {
            case MORE -> {
                return false;
            }
            case DROP -> {
                bytes.skipBytes(scan.length());
                if (!bytes.isReadable()) drop();
            }
            case PASS -> ctx.fireChannelRead(take(bytes));
            case PASS_LAST -> {
                busy = true;
                connection.enter(Phase.BUSY);
                ctx.fireChannelRead(take(bytes));
                edge.messagePassed();
                hits.passed();
            }
            case REFUSE -> {
                int status = scan.status();
                deafen();
                edge.refuse(status, scan.reason());
                return false;
            }
        }
        return true;
    }

    private ByteBuf take(ByteBuf bytes) {
        if (scan.length() < bytes.readableBytes()) return bytes.readRetainedSlice(scan.length());
        waiting = null;
        return bytes;
    }
}
