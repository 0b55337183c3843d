package dev.homeport.http.netty;

import dev.homeport.http.Body;
import dev.homeport.http.Exchange.Security;
import dev.homeport.http.Headers;
import dev.homeport.http.HttpObserver;
import dev.homeport.http.Protocol;
import dev.homeport.http.Response;
import dev.homeport.http.netty.H1Head.After;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultFileRegion;

import org.jspecify.annotations.Nullable;

/** Writes responses of HTTP/1.1 and alone decides on their framing (RFC 9112 6). */
// A failed write or close ends the channel, and that is where it is dealt with.
@SuppressWarnings("FutureReturnValueIgnored")
final class H1Writer {
    /** Up to here content is copied behind the head, which is cheaper than a second buffer. */
    private static final int COPY_BYTES_MAX = 16 * 1024;

    private static final int HEAD_BYTES = 512;

    private final Edge edge;
    private final Connection connection;

    H1Writer(Edge edge, Connection connection) {
        this.edge = edge;
        this.connection = connection;
    }

    /** Writes {@code response} without flushing it, and tells {@code h1} when that is done. */
    void write(ChannelHandlerContext ctx, Asked asked, Response answer, After after, H1Edge h1) {
        Response response = framed(answer);
        boolean plain = after == After.KEEP && asked.protocol() == Protocol.HTTP_1_1;
        Ready ready = plain ? Ready.of(response, connection.loop()) : null;
        Body body = asked.isHead() ? Body.empty() : response.body();
        Ending ending = new Ending(ctx, asked, response.status(), body.length(), after, h1);
        if (ready != null) {
            ending.attach(asked.isHead() ? ready.head() : ready.whole());
            return;
        }
        ByteBuf head = ctx.alloc().directBuffer(HEAD_BYTES + copiedBytes(body));
        H1Head.write(head, response, asked.protocol(), after, connection.loop());
        switch (body) {
            case Body.Empty(), Body.Upgrade _ -> ending.attach(head);
            case Body.Bytes(var bytes) -> bytes(ctx, head, bytes, ending);
            case Body.FileRange range -> file(ctx, head, range, ending);
            case Body.Incoming _ -> throw new IllegalStateException("not sent as it is");
            case Body.Stream content -> stream(ctx, head, content, ending);
        }
    }

    /** RFC 8297: before the answer, as often as there is something to tell. */
    void writeHints(ChannelHandlerContext ctx, Headers hints) {
        ByteBuf head = ctx.alloc().directBuffer(HEAD_BYTES);
        H1Head.writeHints(head, hints);
        ctx.write(head, ctx.voidPromise());
    }

    /** RFC 9110 6.4.1: some answers never have content, whatever a handler gave them. */
    static Response framed(Response response) {
        // H1Edge takes these before; another protocol has no 101 (RFC 9113 8.6).
        if (response.body() instanceof Body.Upgrade) {
            return Assembler.refusal(505, "only HTTP/1.1 can be upgraded");
        }
        boolean mayHaveContent = !FramingFields.isBodiless(response.status());
        if (mayHaveContent || response.body() instanceof Body.Empty) return response;
        return new Response(response.status(), response.headers(), Body.empty());
    }

    private static int copiedBytes(Body body) {
        boolean copies = body instanceof Body.Bytes && body.length() <= COPY_BYTES_MAX;
        return copies ? (int) body.length() : 0;
    }

    private static void bytes(
            ChannelHandlerContext ctx, ByteBuf head, byte[] bytes, Ending ending) {
        if (bytes.length <= COPY_BYTES_MAX) {
            ending.attach(head.writeBytes(bytes));
        } else {
            ctx.write(head, ctx.voidPromise());
            ending.attach(Unpooled.wrappedBuffer(bytes));
        }
    }

    private void file(
            ChannelHandlerContext ctx, ByteBuf head, Body.FileRange range, Ending ending) {
        if (range.length() == 0) {
            ending.attach(head);
            return;
        }
        ctx.write(head, ctx.voidPromise());
        if (connection.security() == Security.PLAIN) {
            ending.attach(
                    new DefaultFileRegion(range.file().toFile(), range.offset(), range.length()));
            return;
        }
        FilePump.start(
                ctx,
                range,
                new FilePump.Sink() {
                    @Override
                    public ChannelFuture write(ByteBuf piece, FilePump.Place place) {
                        return ctx.writeAndFlush(piece);
                    }

                    @Override
                    public void ended(@Nullable Throwable failure) {
                        ending.ended(failure);
                    }
                });
    }

    private void stream(
            ChannelHandlerContext ctx, ByteBuf head, Body.Stream content, Ending ending) {
        if (content.length() == 0) {
            ending.attach(head);
            return;
        }
        ctx.write(head, ctx.voidPromise());
        Outflow flow = Outflow.of(content);
        flow.open(connection, new H1Stream(ctx, H1Stream.coding(content, ending.asked), ending));
    }

    /** What is to be done when an answer has left. */
    final class Ending {
        private final ChannelHandlerContext ctx;
        private final Asked asked;
        private final int status;
        private final long bytes;
        private final After after;
        private final H1Edge h1;

        Ending(
                ChannelHandlerContext ctx,
                Asked asked,
                int status,
                long bytes,
                After after,
                H1Edge h1) {
            this.ctx = ctx;
            this.asked = asked;
            this.status = status;
            this.bytes = bytes;
            this.after = after;
            this.h1 = h1;
        }

        /** Writes {@code last}, the last part of the answer, and goes on with the connection. */
        void attach(Object last) {
            boolean silent = edge.observer().equals(HttpObserver.NONE) && after == After.KEEP;
            if (silent) {
                ctx.write(last, ctx.voidPromise());
            } else {
                ChannelPromise promise = ctx.newPromise();
                promise.addListener(f -> left(f.isSuccess() ? bytes : 0, f.cause()));
                ctx.write(last, promise);
            }
            h1.written();
        }

        /** The pump has sent all, or cannot. */
        void ended(@Nullable Throwable failure) {
            ended(failure == null ? bytes : 0, failure);
        }

        /** So many bytes were sent, which is all of them unless {@code failure} says why not. */
        void ended(long sent, @Nullable Throwable failure) {
            left(sent, failure);
            if (failure == null) h1.written();
            else ctx.close();
        }

        private void left(long sent, @Nullable Throwable failure) {
            asked.report(edge.observer(), connection, status, sent);
            if (failure != null) ctx.close();
            else if (after == After.CLOSE) h1.lastWritten();
        }
    }
}
