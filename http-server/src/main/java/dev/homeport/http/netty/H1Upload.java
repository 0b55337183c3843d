package dev.homeport.http.netty;

import dev.homeport.http.Body;
import dev.homeport.http.Intake;
import dev.homeport.http.Protocol;
import dev.homeport.http.semantics.Ascii;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;

import java.nio.charset.StandardCharsets;

/** The content of a request of HTTP/1.1 that is read while it comes. Used by one event loop. */
// A failed write or close ends the channel, and that is where it is dealt with.
@SuppressWarnings("FutureReturnValueIgnored")
final class H1Upload implements Inflow.Inlet {
    /**
     * So much of what nobody wants is read to keep a connection; a new one costs less than more.
     */
    static final int DRAINED_BYTES_MAX = 64 * 1024;

    private static final byte[] CONTINUE =
            "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final ChannelHandlerContext ctx;
    private final H1Guard guard;
    private final Connection connection;
    private final Inflow inflow;
    private final long length;
    private boolean owesContinue;

    H1Upload(
            ChannelHandlerContext ctx,
            Edge edge,
            Connection connection,
            H1Guard guard,
            Asked asked,
            Intake.Streamed intake) {
        this.ctx = ctx;
        this.guard = guard;
        this.connection = connection;
        String field = asked.headers().first("content-length").orElse("");
        this.length = field.isEmpty() ? Body.UNKNOWN_LENGTH : Ascii.decimal(Ascii.trim(field));
        this.owesContinue = isContinueDue(asked, guard);
        Inflow.Bounds bounds =
                new Inflow.Bounds(
                        edge.limits().handlers().windowBytes(),
                        intake.bytesMax(),
                        edge.limits().bodyTimeout().toNanos());
        this.inflow = new Inflow(ctx.executor(), bounds, this);
        connection.add(inflow);
    }

    /** RFC 9110 10.1.1: only when content is due, and never to HTTP/1.0. */
    static boolean isContinueDue(Asked asked, H1Guard guard) {
        return guard.isAwaitingContent()
                && asked.headers().contains("expect")
                && asked.protocol() == Protocol.HTTP_1_1;
    }

    static void writeContinue(ChannelHandlerContext ctx) {
        ctx.writeAndFlush(Unpooled.wrappedBuffer(CONTINUE));
    }

    Inflow inflow() {
        return inflow;
    }

    Body.Incoming body() {
        return new Body.Incoming(length, inflow);
    }

    /** A piece has come. */
    void add(ByteBuf part) {
        owesContinue = false;
        boolean fits = inflow.add(part);
        // What is too long is read no further until that is answered.
        if (!fits || inflow.isFull()) guard.hold();
    }

    /** All has come. */
    void end() {
        inflow.end();
        connection.remove(inflow);
    }

    /** The rest is not to be believed. */
    void fail(java.io.IOException why) {
        inflow.fail(why);
        connection.remove(inflow);
    }

    /** Reads the rest for nobody. */
    void discard() {
        owesContinue = false;
        inflow.close();
    }

    /** Whether so little is to come that it is read to keep the connection. */
    boolean isAlmostOver() {
        long left = length - inflow.received();
        return length >= 0 && left <= DRAINED_BYTES_MAX && !owesContinue && !inflow.hasFailed();
    }

    /** Gives up on a client that sends too slowly. */
    void check(long now) {
        if (!inflow.isLate(now)) return;
        inflow.fail(new dev.homeport.http.ContentException(408, "the content took too long"));
        guard.hold();
    }

    @Override
    public void wanted() {
        if (owesContinue && ctx.channel().isActive()) writeContinue(ctx);
        owesContinue = false;
    }

    @Override
    public void taken(int bytes) {
        if (!inflow.isFull() && !inflow.hasFailed()) guard.release();
    }
}
