package dev.homeport.http.netty;

import dev.homeport.http.Body;
import dev.homeport.http.Protocol;
import dev.homeport.http.Response;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;

/** Frames streamed content for HTTP/1.1 (RFC 9112 6, 7.1). */
// A failed write or close ends the channel, and that is where it is dealt with.
@SuppressWarnings("FutureReturnValueIgnored")
final class H1Stream implements Outflow.Outlet {
    private static final int FRAME_BYTES_MAX = 8 + 2 + 2 + 5;
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final ChannelHandlerContext ctx;
    private final Coding coding;
    private final H1Writer.Ending ending;

    /** How a client knows where the content ends. */
    enum Coding {
        /** It was told the length. */
        LENGTH,
        /** There is an empty chunk. */
        CHUNKED,
        /** The connection ends. */
        UNTIL_CLOSE
    }

    H1Stream(ChannelHandlerContext ctx, Coding coding, H1Writer.Ending ending) {
        this.ctx = ctx;
        this.coding = coding;
        this.ending = ending;
    }

    static Coding coding(Body.Stream content, Asked asked) {
        if (content.length() >= 0) return Coding.LENGTH;
        return asked.protocol() == Protocol.HTTP_1_1 ? Coding.CHUNKED : Coding.UNTIL_CLOSE;
    }

    /** Whether nothing but the end of the connection can tell where {@code response} ends. */
    static boolean endsConnection(Response response, Asked asked) {
        return !asked.isHead()
                && !FramingFields.isBodiless(response.status())
                && response.body() instanceof Body.Stream content
                && coding(content, asked) == Coding.UNTIL_CLOSE;
    }

    @Override
    public ChannelFuture write(byte[] bytes, int length, FilePump.Place place) {
        if (coding != Coding.CHUNKED) {
            return ctx.writeAndFlush(Unpooled.wrappedBuffer(bytes, 0, length));
        }
        ByteBuf out = ctx.alloc().directBuffer(length + FRAME_BYTES_MAX);
        // A chunk of no bytes would be the last one.
        if (length > 0) {
            ByteBufUtil.writeAscii(out, Integer.toHexString(length));
            writeCrlf(out);
            out.writeBytes(bytes, 0, length);
            writeCrlf(out);
        }
        if (place == FilePump.Place.LAST) out.writeBytes(LAST_CHUNK);
        return ctx.writeAndFlush(out);
    }

    private static void writeCrlf(ByteBuf out) {
        out.writeShort('\r' << 8 | '\n');
    }

    @Override
    public void ended(long bytes, @Nullable Throwable failure) {
        // Only a reset tells such a client that this is not the end of the content.
        boolean silent = failure != null && coding == Coding.UNTIL_CLOSE;
        if (silent) ctx.channel().config().setOption(ChannelOption.SO_LINGER, 0);
        ending.ended(bytes, failure);
    }
}
