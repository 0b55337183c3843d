package dev.homeport.http.netty;

import dev.homeport.http.Body;
import dev.homeport.http.Headers;
import dev.homeport.http.Response;
import dev.homeport.http.semantics.Ascii;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameStream;
import io.netty.handler.codec.http2.Http2Headers;

import org.jspecify.annotations.Nullable;

/** Writes responses of HTTP/2 and alone decides on their framing (RFC 9113 8.1). */
// A failed write or close ends the channel, and that is where it is dealt with.
@SuppressWarnings("FutureReturnValueIgnored")
final class H2Writer {
    private final Edge edge;
    private final Connection connection;
    private final H2Guard guard;

    H2Writer(Edge edge, Connection connection, H2Guard guard) {
        this.edge = edge;
        this.connection = connection;
        this.guard = guard;
    }

    /** RFC 9110 15.2.1: the client may send its content. */
    void writeContinue(ChannelHandlerContext ctx, Http2FrameStream stream) {
        Http2Headers head = new DefaultHttp2Headers(false).status("100");
        ctx.write(new DefaultHttp2HeadersFrame(head, false).stream(stream));
    }

    /** RFC 8297: before the answer, as often as there is something to tell. */
    void writeHints(ChannelHandlerContext ctx, Http2FrameStream stream, Headers hints) {
        Http2Headers head = new DefaultHttp2Headers(false).status("103");
        hints.forEach(
                (name, value) -> {
                    if (!FramingFields.isOwned(name)) head.add(Ascii.lower(name), value);
                });
        ctx.write(new DefaultHttp2HeadersFrame(head, false).stream(stream));
    }

    /** Writes {@code response} without flushing it. */
    void write(ChannelHandlerContext ctx, Http2FrameStream stream, Asked asked, Response answer) {
        Response response = H1Writer.framed(answer);
        Ready ready = Ready.of(response, connection.loop());
        Body body = asked.isHead() ? Body.empty() : response.body();
        Ending ending = new Ending(ctx, stream, asked, response.status(), body.length());
        boolean empty = body.length() == 0;
        Http2Headers head =
                ready == null
                        ? Ready.http2(response, connection.loop())
                        : ready.http2Head(connection.loop());
        ctx.write(
                new DefaultHttp2HeadersFrame(head, empty).stream(stream),
                empty ? ending.promise() : ctx.newPromise());
        if (empty) return;
        switch (body) {
            case Body.Empty(), Body.Upgrade _ -> {}
            case Body.Bytes(var bytes) -> {
                ByteBuf content = ready == null ? Unpooled.wrappedBuffer(bytes) : ready.content();
                ctx.write(
                        new DefaultHttp2DataFrame(content, true).stream(stream), ending.promise());
            }
            case Body.FileRange range -> FilePump.start(ctx, range, ending);
            case Body.Incoming _ -> throw new IllegalStateException("not sent as it is");
            case Body.Stream content -> Outflow.of(content).open(connection, ending);
        }
    }

    /** What is to be done when an answer has left; also takes the pieces of a file or a stream. */
    private final class Ending implements FilePump.Sink, Outflow.Outlet {
        private final ChannelHandlerContext ctx;
        private final Http2FrameStream stream;
        private final Asked asked;
        private final int status;
        private final long bytes;

        Ending(
                ChannelHandlerContext ctx,
                Http2FrameStream stream,
                Asked asked,
                int status,
                long bytes) {
            this.ctx = ctx;
            this.stream = stream;
            this.asked = asked;
            this.status = status;
            this.bytes = bytes;
        }

        /** For the last frame of the answer. */
        ChannelPromise promise() {
            ChannelPromise promise = ctx.newPromise();
            promise.addListener(f -> ended(f.cause()));
            return promise;
        }

        @Override
        public ChannelFuture write(ByteBuf piece, FilePump.Place place) {
            boolean last = place == FilePump.Place.LAST;
            return ctx.writeAndFlush(new DefaultHttp2DataFrame(piece, last).stream(stream));
        }

        @Override
        public ChannelFuture write(byte[] piece, int length, FilePump.Place place) {
            return write(Unpooled.wrappedBuffer(piece, 0, length), place);
        }

        @Override
        public void ended(@Nullable Throwable failure) {
            ended(failure == null ? bytes : 0, failure);
        }

        @Override
        public void ended(long sent, @Nullable Throwable failure) {
            asked.report(edge.observer(), connection, status, sent);
            // RFC 9113 8.1: what the client still sends of its request is of no use. Our own side
            // may
            // still be open here, since the codec closes it when this is over.
            boolean asking = stream.state().remoteSideOpen();
            boolean broken = failure != null && stream.state().localSideOpen();
            if (!(asking || broken) || !ctx.channel().isActive()) return;
            Http2Error error = failure == null ? Http2Error.NO_ERROR : Http2Error.INTERNAL_ERROR;
            guard.resetByUs(stream.id());
            ctx.writeAndFlush(new DefaultHttp2ResetFrame(error).stream(stream));
        }
    }
}
