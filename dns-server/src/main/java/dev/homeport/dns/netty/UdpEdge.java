package dev.homeport.dns.netty;

import dev.homeport.dns.peer.ClientAddress;
import dev.homeport.dns.wire.Conversation;
import dev.homeport.dns.wire.Exchange;
import dev.homeport.dns.wire.Responder;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;

import org.jspecify.annotations.Nullable;

import java.net.InetSocketAddress;
import java.util.Objects;

/**
 * Answers datagrams of one of Netty's channels. Replies of one batch share a slab and are flushed
 * together, so that they cost one system call where the system can do that. Lives on its channel's
 * loop.
 */
final class UdpEdge extends ChannelInboundHandlerAdapter implements Asker {
    private static final int SLAB_BYTES = 64 * 1024;

    private final DatagramAnswers answers;
    private final byte[] query;
    private @Nullable ByteBuf slab;
    private @Nullable Channel channel;
    private @Nullable InetSocketAddress sender;

    UdpEdge(
            Responder responder,
            Conversations conversations,
            Outcomes outcomes,
            int queryBytesMax) {
        this.answers = new DatagramAnswers(responder, conversations, outcomes, this);
        this.query = new byte[queryBytesMax];
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        channel = ctx.channel();
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
        answers.begin();
        ByteBuf content = packet.content();
        int length = Math.min(content.readableBytes(), query.length);
        content.getBytes(content.readerIndex(), query, 0, length);
        sender = packet.sender();
        Exchange exchange = Workplace.ofLoop();
        if (!answers.answer(exchange, query, length)) return;
        ByteBuf reply = intoSlab(ctx, exchange);
        var _ = ctx.write(new DatagramPacket(reply, packet.sender()), ctx.voidPromise());
    }

    @Override
    public void tell(ClientAddress client) {
        client.set(address().getAddress());
    }

    @Override
    public InetSocketAddress address() {
        return Objects.requireNonNull(sender, "no datagram in hand");
    }

    @Override
    public Conversation.Replies replies() {
        InetSocketAddress client = address();
        return Conversations.to(
                Objects.requireNonNull(channel, "not on a channel"),
                message -> new DatagramPacket(Unpooled.wrappedBuffer(message), client));
    }

    private ByteBuf intoSlab(ChannelHandlerContext ctx, Exchange exchange) {
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
        answers.lost(1);
    }
}
