package dev.homeport.dns.netty;

import dev.homeport.dns.peer.ReplyRates.Ruling;
import dev.homeport.dns.wire.Exchange;
import dev.homeport.dns.wire.Responder;
import dev.homeport.dns.wire.Transport;
import dev.homeport.dns.wire.Verdict;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;

import org.jspecify.annotations.Nullable;

import java.net.InetSocketAddress;
import java.util.Arrays;

/**
 * Answers datagrams of one socket. Replies of one batch share a slab and are flushed together, so
 * that they cost one system call where the system can do that. Lives on its channel's loop.
 */
final class UdpEdge extends ChannelInboundHandlerAdapter {
    private static final int SLAB_BYTES = 64 * 1024;

    private final Responder responder;
    private final Conversations conversations;
    private final Outcomes outcomes;
    private final boolean watched;
    private final Exchange exchange = new Exchange();
    private final byte[] query;
    private @Nullable ByteBuf slab;

    UdpEdge(
            Responder responder,
            Conversations conversations,
            Outcomes outcomes,
            int queryBytesMax) {
        this.responder = responder;
        this.conversations = conversations;
        this.outcomes = outcomes;
        this.watched = !outcomes.equals(Outcomes.NONE);
        this.query = new byte[queryBytesMax];
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        DatagramPacket packet = (DatagramPacket) message;
        try {
            answer(ctx, packet);
        } finally {
            packet.release();
        }
    }

    private void answer(ChannelHandlerContext ctx, DatagramPacket packet) {
        long start = System.nanoTime();
        exchange.arrivedAt(start);
        exchange.client().set(packet.sender().getAddress());
        ByteBuf content = packet.content();
        int length = Math.min(content.readableBytes(), query.length);
        content.getBytes(content.readerIndex(), query, 0, length);
        Verdict verdict = responder.respond(exchange, query, 0, length, Transport.UDP);
        if (verdict == Verdict.HANDED_OVER && converse(ctx, packet.sender(), length)) return;
        if (exchange.ruling() != Ruling.PASS) outcomes.limited(exchange.ruling());
        if (verdict == Verdict.DROPPED_RATE) return;
        if (verdict != Verdict.REPLIED) {
            outcomes.dropped(Transport.UDP);
            return;
        }
        ByteBuf reply = intoSlab(ctx);
        var _ = ctx.write(new DatagramPacket(reply, packet.sender()), ctx.voidPromise());
        if (!watched) return;
        outcomes.answered(Transport.UDP, packet.sender(), exchange, System.nanoTime() - start);
    }

    private boolean converse(ChannelHandlerContext ctx, InetSocketAddress client, int length) {
        var replies =
                Conversations.to(
                        ctx.channel(), m -> new DatagramPacket(Unpooled.wrappedBuffer(m), client));
        byte[] message = Arrays.copyOf(query, length);
        return conversations.start(message, Transport.UDP, client, replies, () -> {});
    }

    private ByteBuf intoSlab(ChannelHandlerContext ctx) {
        int length = exchange.replyLength();
        ByteBuf current = slab;
        if (current == null || current.writableBytes() < length) {
            if (current != null) current.release();
            current = ctx.alloc().directBuffer(SLAB_BYTES, SLAB_BYTES);
            slab = current;
        }
        int from = current.writerIndex();
        current.writeBytes(exchange.reply(), 0, length);
        return current.retainedSlice(from, length);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        ctx.flush();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        if (slab != null) slab.release();
        slab = null;
    }

    /** ICMP errors of earlier replies surface here; they concern nobody but their askers. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        outcomes.dropped(Transport.UDP);
    }
}
