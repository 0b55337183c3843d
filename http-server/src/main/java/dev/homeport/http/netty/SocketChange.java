package dev.homeport.http.netty;

import dev.homeport.http.Headers;
import dev.homeport.http.websocket.Opening;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpRequestDecoder;

import java.util.Optional;

/** Turns an HTTP/1.1 connection whose request was granted into a WebSocket (RFC 6455 4.2.2). */
// A failed write or close ends the channel, and that is where it is dealt with.
@SuppressWarnings("FutureReturnValueIgnored")
record SocketChange(
        Edge edge, Connection connection, Asked asked, Headers fields, Opening opening) {
    private static final int HEAD_BYTES = 512;

    /**
     * Answers 101 and puts a {@link SocketEdge} in the place of what speaks HTTP; {@code last} is
     * the last of that. What came behind the request goes to the new one.
     */
    void apply(ChannelHandlerContext last, H1Guard guard, boolean inputEnded) {
        if (inputEnded || !last.channel().isActive()) {
            asked.report(edge.observer(), connection, 101, 0);
            last.close();
            return;
        }
        ByteBuf head = last.alloc().directBuffer(HEAD_BYTES);
        H1Head.writeSwitching(head, fields);
        last.write(head, last.voidPromise());
        Optional<ByteBuf> early = guard.handOver();
        ChannelPipeline pipeline = last.pipeline();
        SocketEdge next = new SocketEdge(edge, connection, asked, opening);
        pipeline.addLast(next);
        pipeline.remove(HttpRequestDecoder.class);
        pipeline.remove(guard);
        pipeline.remove(last.handler());
        next.start(early);
    }
}
