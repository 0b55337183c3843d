package dev.homeport.dns.netty;

import dev.homeport.dns.wire.Exchange;
import dev.homeport.dns.wire.Responder;
import dev.homeport.dns.wire.Transport;
import dev.homeport.dns.wire.Verdict;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;

import org.jspecify.annotations.Nullable;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * One connection of DNS over TCP or TLS (RFC 1035 4.2.2, RFC 7766, RFC 7858): queries one after the
 * other, each answered in its turn, all replies to what came in one read written together. Lives on
 * its channel's loop.
 *
 * <pre>
 *   open --(reader too slow)--> paused --(took its replies)--> open
 *   open, paused --(idle, too old, too long a query)--> closed
 *   open, paused --(server closes)--> draining --(peer closes, deadline)--> closed
 * </pre>
 */
final class TcpEdge extends ChannelInboundHandlerAdapter {
    /** Tells a connection that the server closes. */
    static final Object DRAIN = new Object();

    private static final int LENGTH_BYTES = 2;
    private static final int WRITE_BYTES = 64 * 1024;
    private static final int LINGER_MILLIS = 200;

    /** Of a connection that was gone as soon as it came. */
    private static final InetSocketAddress UNKNOWN = new InetSocketAddress(0);

    private final Responder responder;
    private final Outcomes outcomes;
    private final boolean watched;
    private final TcpLimits limits;
    private final Transport transport;
    private final Conversations conversations;

    private @Nullable ByteBuf received;
    private @Nullable ByteBuf replies;
    private InetSocketAddress client = UNKNOWN;
    private final Supplier<InetSocketAddress> teller = this::client;
    private byte[] query = new byte[512];
    private long openedAt;
    private long lastQueryAt;
    private State state = State.OPEN;
    private int talking;

    private enum State {
        OPEN,
        ENDING,
        DRAINING
    }

    TcpEdge(
            Responder responder,
            Conversations conversations,
            Outcomes outcomes,
            TcpLimits limits,
            Transport transport) {
        this.conversations = conversations;
        this.responder = responder;
        this.outcomes = outcomes;
        this.watched = !outcomes.equals(Outcomes.NONE);
        this.limits = limits;
        this.transport = transport;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        if (ctx.channel().remoteAddress() instanceof InetSocketAddress remote) client = remote;
        openedAt = System.nanoTime();
        lastQueryAt = openedAt;
        checkLater(ctx, Math.min(limits.idleTimeout().toNanos(), limits.lifetimeMax().toNanos()));
    }

    private InetSocketAddress client() {
        return client;
    }

    private void checkLater(ChannelHandlerContext ctx, long nanos) {
        var _ = ctx.executor().schedule(() -> checkAge(ctx), nanos, TimeUnit.NANOSECONDS);
    }

    /** Only whole queries count as life, so that a drip of bytes does not hold a connection. */
    private void checkAge(ChannelHandlerContext ctx) {
        if (!ctx.channel().isActive()) return;
        long now = System.nanoTime();
        // RFC 7766 6.2.3: a connection on which answers are under way is not idle.
        if (talking > 0) lastQueryAt = now;
        long idleLeft = limits.idleTimeout().toNanos() - (now - lastQueryAt);
        long lifeLeft = limits.lifetimeMax().toNanos() - (now - openedAt);
        if (idleLeft <= 0 || lifeLeft <= 0) {
            var _ = ctx.close();
        } else {
            checkLater(ctx, Math.min(idleLeft, lifeLeft));
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        if (state == State.DRAINING) {
            bytes.release();
            return;
        }
        if (received == null) {
            received = bytes;
        } else {
            received = join(ctx, received, bytes);
        }
        answerReceived(ctx);
    }

    private static ByteBuf join(ChannelHandlerContext ctx, ByteBuf first, ByteBuf second) {
        ByteBuf joined = ctx.alloc().buffer(first.readableBytes() + second.readableBytes());
        joined.writeBytes(first).writeBytes(second);
        first.release();
        second.release();
        return joined;
    }

    /** Answers all whole queries that are there, as long as the reader takes the replies. */
    private void answerReceived(ChannelHandlerContext ctx) {
        ByteBuf bytes = received;
        if (bytes == null) return;
        while (bytes.readableBytes() >= LENGTH_BYTES && keepsUp(ctx)) {
            int length = bytes.getUnsignedShort(bytes.readerIndex());
            if (length > limits.queryBytesMax()) {
                end(ctx);
                break;
            }
            if (bytes.readableBytes() < LENGTH_BYTES + length) break;
            bytes.skipBytes(LENGTH_BYTES);
            if (query.length < length) query = new byte[limits.queryBytesMax()];
            bytes.readBytes(query, 0, length);
            answer(ctx, length);
        }
        if (bytes.isReadable() && state == State.OPEN) return;
        bytes.release();
        received = null;
    }

    private boolean keepsUp(ChannelHandlerContext ctx) {
        if (ctx.channel().isWritable()) return true;
        ctx.channel().config().setAutoRead(false);
        return false;
    }

    private void answer(ChannelHandlerContext ctx, int length) {
        long start = System.nanoTime();
        lastQueryAt = start;
        Exchange exchange = Workplace.ofLoop();
        exchange.arrivedAt(start);
        exchange.client().set(client.getAddress());
        Verdict verdict = responder.respond(exchange, query, 0, length, transport);
        if (verdict == Verdict.HANDED_OVER) {
            converse(ctx, length);
            return;
        }
        if (verdict != Verdict.REPLIED) {
            outcomes.dropped(transport);
            return;
        }
        append(ctx, exchange);
        if (!watched) return;
        outcomes.answered(transport, teller, exchange, System.nanoTime() - start);
    }

    /** Replies of conversations come when they are ready, between the others (RFC 7766 7). */
    private void converse(ChannelHandlerContext ctx, int length) {
        Channel channel = ctx.channel();
        talking++;
        boolean started =
                conversations.start(
                        Arrays.copyOf(query, length),
                        transport,
                        client,
                        Conversations.to(channel, m -> Conversations.lengthed(channel, m)),
                        () -> ctx.executor().execute(() -> talked(ctx)));
        if (started) return;
        talking--;
        outcomes.dropped(transport);
        end(ctx);
    }

    private void talked(ChannelHandlerContext ctx) {
        talking--;
        if (talking == 0 && state == State.ENDING) close(ctx);
    }

    private void append(ChannelHandlerContext ctx, Exchange exchange) {
        int length = exchange.replyLength();
        ByteBuf target = replies;
        if (target == null) target = ctx.alloc().ioBuffer(Math.max(1024, LENGTH_BYTES + length));
        target.writeShort(length).writeBytes(exchange.reply(), 0, length);
        replies = target;
        if (target.readableBytes() >= WRITE_BYTES) writeReplies(ctx);
    }

    private void writeReplies(ChannelHandlerContext ctx) {
        ByteBuf ready = replies;
        if (ready == null) return;
        replies = null;
        var _ = ctx.write(ready, ctx.voidPromise());
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        writeReplies(ctx);
        ctx.flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (!ctx.channel().isWritable() || state != State.OPEN) return;
        answerReceived(ctx);
        channelReadComplete(ctx);
        if (ctx.channel().isWritable()) ctx.channel().config().setAutoRead(true);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == DRAIN) drain(ctx);
        if (!(event instanceof ChannelInputShutdownEvent)) return;
        if (state == State.DRAINING) {
            var _ = ctx.close();
        } else {
            // The peer said its last word: it still gets its answers.
            end(ctx);
        }
    }

    /** Sends what is ready, lets conversations end, and closes. */
    private void end(ChannelHandlerContext ctx) {
        if (state != State.OPEN) return;
        state = State.ENDING;
        writeReplies(ctx);
        if (talking == 0) close(ctx);
        else ctx.flush();
    }

    private static void close(ChannelHandlerContext ctx) {
        ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    /**
     * Sends what is ready, says so, and gives the peer a moment to close: closing on bytes not yet
     * read would reset the connection and take the last replies with it.
     */
    private void drain(ChannelHandlerContext ctx) {
        if (state != State.OPEN) return;
        state = State.DRAINING;
        writeReplies(ctx);
        ctx.channel().config().setAutoRead(true);
        ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> linger(ctx));
    }

    private static void linger(ChannelHandlerContext ctx) {
        SslHandler tls = ctx.pipeline().get(SslHandler.class);
        // Under TLS the last word is an alert (RFC 8446 6.1).
        var _ = tls != null ? tls.closeOutbound() : shutdownOutput(ctx);
        Runnable close =
                () -> {
                    var _ = ctx.close();
                };
        var _ = ctx.executor().schedule(close, LINGER_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static ChannelFuture shutdownOutput(ChannelHandlerContext ctx) {
        return ((DuplexChannel) ctx.channel()).shutdownOutput();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        if (received != null) received.release();
        if (replies != null) replies.release();
        received = null;
        replies = null;
    }

    /** Resets and broken pipes are the peer's business; the connection is of no more use. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        var _ = ctx.close();
    }
}
