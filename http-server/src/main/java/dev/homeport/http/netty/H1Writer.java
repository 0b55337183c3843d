package dev.homeport.http.netty;

import dev.homeport.http.Body;
import dev.homeport.http.Exchange.Security;
import dev.homeport.http.Headers;
import dev.homeport.http.HttpObserver;
import dev.homeport.http.Protocol;
import dev.homeport.http.Response;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultFileRegion;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;

/** Writes responses of HTTP/1.1 and alone decides on their framing (RFC 9112 6). */
// A failed write or close ends the channel, and that is where it is dealt with.
@SuppressWarnings("FutureReturnValueIgnored")
final class H1Writer {
    /** Up to here content is copied behind the head, which is cheaper than a second buffer. */
    private static final int COPY_BYTES_MAX = 16 * 1024;

    private static final int HEAD_BYTES = 512;
    private static final byte[] CONTENT_LENGTH = ascii("content-length: ");
    private static final byte[] CONNECTION_CLOSE = ascii("connection: close\r\n");
    private static final byte[] CONNECTION_KEEP_ALIVE = ascii("connection: keep-alive\r\n");

    private final Edge edge;
    private final Connection connection;

    /** What becomes of the connection. */
    enum After {
        KEEP,
        CLOSE
    }

    H1Writer(Edge edge, Connection connection) {
        this.edge = edge;
        this.connection = connection;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Writes {@code response} without flushing it, and tells {@code h1} when that is done. */
    void write(ChannelHandlerContext ctx, Asked asked, Response response, After after, H1Edge h1) {
        int status = response.status();
        boolean bodiless = FramingFields.isBodiless(status);
        Body body = bodiless ? Body.empty() : response.body();
        ByteBuf head = head(ctx, asked, response, after, body);
        if (asked.isHead()) body = Body.empty();
        Ending ending = new Ending(ctx, asked, status, body.length(), after, h1);
        if (body instanceof Body.FileRange range && range.length() > 0) {
            file(ctx, head, range, ending);
            return;
        }
        ByteBuf content = body instanceof Body.Bytes(var bytes) ? bytes(head, bytes) : null;
        if (content == null) {
            ending.attach(head);
        } else {
            ctx.write(head, ctx.voidPromise());
            ending.attach(content);
        }
    }

    /** Puts short content behind the head; gives longer content back as a buffer of its own. */
    private static @Nullable ByteBuf bytes(ByteBuf head, byte[] bytes) {
        if (bytes.length > COPY_BYTES_MAX) return Unpooled.wrappedBuffer(bytes);
        head.writeBytes(bytes);
        return null;
    }

    private ByteBuf head(
            ChannelHandlerContext ctx, Asked asked, Response response, After after, Body body) {
        ByteBuf out = ctx.alloc().directBuffer(HEAD_BYTES + copied(asked, body));
        out.writeBytes(Reasons.line(response.status()));
        connection.loop().writeDateLine(out);
        fields(out, response.headers());
        // RFC 9110 8.6: no length in 204; in 304 it would be the one of content that is not there.
        if (!FramingFields.isBodiless(response.status())) {
            out.writeBytes(CONTENT_LENGTH);
            writeDecimal(out, body.length());
            writeCrlf(out);
        }
        if (after == After.CLOSE) out.writeBytes(CONNECTION_CLOSE);
        else if (asked.protocol() == Protocol.HTTP_1_0) out.writeBytes(CONNECTION_KEEP_ALIVE);
        writeCrlf(out);
        return out;
    }

    private static int copied(Asked asked, Body body) {
        boolean copies = body instanceof Body.Bytes && !asked.isHead();
        return copies && body.length() <= COPY_BYTES_MAX ? (int) body.length() : 0;
    }

    private static void fields(ByteBuf out, Headers headers) {
        headers.forEach(
                (name, value) -> {
                    if (FramingFields.isOwned(name)) return;
                    ByteBufUtil.writeAscii(out, name);
                    out.writeByte(':').writeByte(' ');
                    out.writeCharSequence(value, StandardCharsets.ISO_8859_1);
                    writeCrlf(out);
                });
    }

    private static void writeCrlf(ByteBuf out) {
        out.writeShort('\r' << 8 | '\n');
    }

    private static void writeDecimal(ByteBuf out, long value) {
        ByteBufUtil.writeAscii(out, Long.toString(value));
    }

    private void file(
            ChannelHandlerContext ctx, ByteBuf head, Body.FileRange range, Ending ending) {
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

    /** What is to be done when an answer has left. */
    private final class Ending {
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
                promise.addListener(f -> left(f.cause()));
                ctx.write(last, promise);
            }
            h1.written();
        }

        /** The pump has sent all, or cannot. */
        void ended(@Nullable Throwable failure) {
            left(failure);
            if (failure == null) h1.written();
            else ctx.close();
        }

        private void left(@Nullable Throwable failure) {
            asked.report(edge.observer(), connection, status, failure == null ? bytes : 0);
            if (failure != null) ctx.close();
            else if (after == After.CLOSE) h1.lastWritten();
        }
    }
}
