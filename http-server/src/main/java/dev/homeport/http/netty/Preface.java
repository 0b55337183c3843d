package dev.homeport.http.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** Tells HTTP/2 with prior knowledge from HTTP/1.1 by the first bytes (RFC 9113 3.3, 3.4). */
final class Preface extends ByteToMessageDecoder {
    private static final byte[] HTTP_2 =
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Consumer<ChannelHandlerContext> http1;
    private final Consumer<ChannelHandlerContext> http2;

    Preface(Consumer<ChannelHandlerContext> http1, Consumer<ChannelHandlerContext> http2) {
        this.http1 = http1;
        this.http2 = http2;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        int length = Math.min(in.readableBytes(), HTTP_2.length);
        int same = 0;
        while (same < length && in.getByte(in.readerIndex() + same) == HTTP_2[same]) same++;
        if (same == length && length < HTTP_2.length) return;
        (same == HTTP_2.length ? http2 : http1).accept(ctx);
        ctx.pipeline().remove(this);
    }
}
