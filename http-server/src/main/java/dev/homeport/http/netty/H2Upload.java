package dev.homeport.http.netty;

import dev.homeport.http.Body;
import dev.homeport.http.ContentException;
import dev.homeport.http.Intake;
import dev.homeport.http.semantics.Ascii;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.DefaultHttp2WindowUpdateFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2FrameStream;

/**
 * The content of a request of HTTP/2 that is read while it comes: what is read opens the stream's
 * window again (RFC 9113 5.2). Used by one event loop.
 */
// A failed write or close ends the channel, and that is where it is dealt with.
@SuppressWarnings("FutureReturnValueIgnored")
final class H2Upload implements Inflow.Inlet {
    private final ChannelHandlerContext ctx;
    private final Http2FrameStream stream;
    private final H2Writer writer;
    private final Inflow inflow;
    private final long length;
    private boolean owesContinue;

    H2Upload(
            ChannelHandlerContext ctx,
            Edge edge,
            Http2FrameStream stream,
            Asked asked,
            Intake.Streamed intake,
            H2Writer writer) {
        this.ctx = ctx;
        this.stream = stream;
        this.writer = writer;
        String field = asked.headers().first("content-length").orElse("");
        this.length = field.isEmpty() ? Body.UNKNOWN_LENGTH : Ascii.decimal(Ascii.trim(field));
        this.owesContinue = asked.headers().contains("expect");
        Inflow.Bounds bounds =
                new Inflow.Bounds(
                        H2Codec.WINDOW_BYTES,
                        intake.bytesMax(),
                        edge.limits().bodyTimeout().toNanos());
        this.inflow = new Inflow(ctx.executor(), bounds, this);
    }

    Inflow inflow() {
        return inflow;
    }

    Body.Incoming body() {
        return new Body.Incoming(length, inflow);
    }

    /** Takes {@code frame} in; gives how much of the window nobody will read. */
    static int add(Inflow inflow, Http2DataFrame frame) {
        int content = frame.content().readableBytes();
        if (inflow.isUnwanted() || !inflow.add(frame.content())) {
            return frame.initialFlowControlledBytes();
        }
        return frame.initialFlowControlledBytes() - content;
    }

    /** Gives up on a client that sends too slowly. */
    static void check(Inflow inflow, long now) {
        if (inflow.isLate(now)) {
            inflow.fail(new ContentException(408, "the content took too long"));
        }
    }

    @Override
    public void wanted() {
        boolean due = owesContinue && inflow.received() == 0 && stream.state().localSideOpen();
        owesContinue = false;
        if (!due) return;
        writer.writeContinue(ctx, stream);
        ctx.flush();
    }

    @Override
    public void taken(int bytes) {
        if (bytes > 0 && stream.state().remoteSideOpen()) {
            ctx.writeAndFlush(new DefaultHttp2WindowUpdateFrame(bytes).stream(stream));
        }
    }
}
