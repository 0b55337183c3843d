package dev.homeport.http.netty;

import dev.homeport.http.netty.Connection.Phase;
import dev.homeport.http.netty.SocketOutbox.Kind;
import dev.homeport.http.netty.SocketOutbox.Outgoing;
import dev.homeport.http.websocket.CloseCode;
import dev.homeport.http.websocket.Message;
import dev.homeport.http.websocket.Opening;
import dev.homeport.http.websocket.WebSocketLimits;
import dev.homeport.http.websocket.frame.FrameWriter;
import dev.homeport.http.websocket.frame.Incoming;
import dev.homeport.http.websocket.frame.MessageReader;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.ReferenceCountUtil;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;

/**
 * The end of a connection's pipeline once it speaks WebSocket: bytes to messages for the inbox,
 * frames of the outbox to bytes, and the closing handshake (RFC 6455 7).
 *
 * <pre>
 *  OPEN --> CLOSING (our close frame is sent, the client's awaited) --> OVER
 *     \_______________________________________________________________/^
 * </pre>
 */
// A failed write or close ends the channel, and that is where it is dealt with.
@SuppressWarnings("FutureReturnValueIgnored")
final class SocketEdge extends ChannelInboundHandlerAdapter implements Connection.Speaker {
    private final Edge edge;
    private final Connection connection;
    private final Asked asked;
    private final WebSocketLimits limits;
    private final MessageReader reader;
    private final SocketInbox inbox;
    private final SocketOutbox outbox;
    private final OpenSocket socket;
    private final SocketWatch watch;
    private @Nullable ChannelHandlerContext context;
    private @Nullable ByteBuf unread;
    private byte @Nullable [] unanswered;
    private State state = State.OPEN;
    private boolean deserted;
    private boolean inputEnded;
    private boolean reported;
    private long sentBytes;

    private enum State {
        OPEN,
        CLOSING,
        OVER
    }

    SocketEdge(Edge edge, Connection connection, Asked asked, Opening opening) {
        this.edge = edge;
        this.connection = connection;
        this.asked = asked;
        this.limits = opening.limits();
        this.reader = new MessageReader(limits, opening.coding());
        this.inbox = new SocketInbox(limits, () -> later(this::readOn));
        this.outbox =
                new SocketOutbox(
                        limits, opening.coding(), connection.loop().executor(), this::write);
        this.socket = new OpenSocket(opening, inbox, outbox);
        this.watch = new SocketWatch(limits);
    }

    /** Begins with what has come already; the answer to the handshake is written. */
    void start(Optional<ByteBuf> early) {
        ChannelHandlerContext ctx = context;
        if (ctx == null) throw new IllegalStateException("not in a pipeline");
        watch.heard(System.nanoTime());
        // The handler's time is its own, and HTTP's deadlines are not ours.
        connection.enter(Phase.BUSY);
        connection.speaks(this);
        ctx.flush();
        socket.start(edge.observer(), () -> later(this::desert));
        unread = early.orElse(null);
        readOn();
    }

    /** Runs {@code task} on the loop, unless the server has stopped. */
    private void later(Runnable task) {
        try {
            connection.loop().executor().execute(task);
        } catch (RejectedExecutionException e) {
            outbox.end();
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        watch.heard(System.nanoTime());
        if (state == State.OVER) {
            ReferenceCountUtil.release(message);
            return;
        }
        ByteBuf bytes = (ByteBuf) message;
        ByteBuf before = unread;
        unread =
                before == null
                        ? bytes
                        : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), before, bytes);
        if (ctx.channel().config().isAutoRead()) read(ctx);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        ctx.flush();
    }

    /** There is room in the inbox again, or nobody takes anything from it any more. */
    private void readOn() {
        ChannelHandlerContext ctx = context;
        if (ctx == null || state == State.OVER) return;
        watch.heard(System.nanoTime());
        ctx.channel().config().setAutoRead(true);
        read(ctx);
        ctx.flush();
    }

    /** Reads messages while there is room for them; otherwise the client has to wait. */
    private void read(ChannelHandlerContext ctx) {
        ByteBuf bytes = unread;
        unread = null;
        if (bytes != null) {
            int left = read(ctx, bytes.nioBuffer());
            bytes.skipBytes(bytes.readableBytes() - left);
            if (left > 0 && state != State.OVER) unread = bytes;
            else bytes.release();
        }
        if (inputEnded && unread == null && state != State.OVER) lost(ctx);
    }

    /** How many bytes are left. */
    private int read(ChannelHandlerContext ctx, ByteBuffer bytes) {
        while (state != State.OVER && mayRead(ctx)) {
            Incoming incoming = reader.next(bytes, System.nanoTime());
            if (incoming instanceof Incoming.More) break;
            handle(ctx, incoming);
        }
        return bytes.remaining();
    }

    private boolean mayRead(ChannelHandlerContext ctx) {
        if (deserted || !inbox.isFull()) return true;
        ctx.channel().config().setAutoRead(false);
        return false;
    }

    private void drop() {
        ByteBuf left = unread;
        unread = null;
        if (left != null) left.release();
    }

    private void handle(ChannelHandlerContext ctx, Incoming incoming) {
        switch (incoming) {
            case Incoming.More _, Incoming.Pong _ -> {}
            case Incoming.Whole whole -> {
                if (!deserted) inbox.add(whole);
            }
            case Incoming.Ping(var payload) -> answer(ctx, payload);
            case Incoming.Close(var code, var reason) -> over(ctx, code, reason);
            case Incoming.Failure(var code, var reason) -> over(ctx, code, reason);
        }
    }

    /** RFC 6455 5.5.3: of pings that come faster than the client reads, the last is answered. */
    private void answer(ChannelHandlerContext ctx, byte[] payload) {
        if (state != State.OPEN) return;
        if (!ctx.channel().isWritable()) {
            unanswered = payload;
            return;
        }
        unanswered = null;
        ctx.write(Unpooled.wrappedBuffer(FrameWriter.pong(payload)), ctx.voidPromise());
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        byte[] payload = unanswered;
        if (payload != null && ctx.channel().isWritable()) {
            // Later: this is said in the middle of a flush.
            later(
                    () -> {
                        answer(ctx, payload);
                        ctx.flush();
                    });
        }
        ctx.fireChannelWritabilityChanged();
    }

    /** Writes what waits in the outbox. */
    private void write() {
        outbox.awake();
        ChannelHandlerContext ctx = context;
        if (ctx == null) return;
        for (Outgoing next = outbox.poll(); next != null; next = outbox.poll()) {
            if (state == State.OPEN) write(ctx, next);
            else outbox.left(next);
        }
        ctx.flush();
    }

    private void write(ChannelHandlerContext ctx, Outgoing outgoing) {
        ChannelFuture written = ctx.write(Unpooled.wrappedBuffer(outgoing.frame()));
        written.addListener(
                future -> {
                    if (future.isSuccess()) sentBytes += outgoing.frame().length;
                    outbox.left(outgoing);
                });
        if (outgoing.kind() == Kind.MESSAGE) return;
        // RFC 6455 5.5.1: nothing comes after a close frame.
        state = State.CLOSING;
        watch.closing(System.nanoTime());
    }

    /** The client's close frame has come, or what it sent cannot be borne (RFC 6455 7.1.7). */
    private void over(ChannelHandlerContext ctx, int code, String reason) {
        outbox.close(code, reason);
        write();
        inbox.end(new Message.Closed(code, reason));
        state = State.OVER;
        // RFC 6455 7.1.1: the server ends the connection; what the client still sends is dropped.
        ctx.channel().config().setAutoRead(true);
        connection.enter(Phase.LINGER);
        ctx.writeAndFlush(Unpooled.EMPTY_BUFFER)
                .addListener(
                        _ -> {
                            if (inputEnded || !Closing.shutdownOutput(ctx.channel())) ctx.close();
                        });
    }

    /** The connection ends without a closing handshake. */
    private void lost(ChannelHandlerContext ctx) {
        inbox.end(new Message.Closed(CloseCode.ABNORMAL, ""));
        state = State.OVER;
        ctx.close();
    }

    /** The application is through: what still comes is read and dropped. */
    private void desert() {
        deserted = true;
        readOn();
    }

    @Override
    public void check(long now) {
        ChannelHandlerContext ctx = context;
        if (ctx == null || state == State.OVER) return;
        // Whom we do not read cannot show that he is there.
        if (!ctx.channel().config().isAutoRead()) watch.heard(now);
        switch (watch.check(now)) {
            case WAIT -> {}
            case PING -> ctx.writeAndFlush(Unpooled.wrappedBuffer(FrameWriter.ping()));
            case END -> lost(ctx);
        }
    }

    @Override
    public void expired(Phase phase) {
        ChannelHandlerContext ctx = context;
        if (ctx != null) ctx.close();
    }

    @Override
    public void drain() {
        outbox.close(CloseCode.GOING_AWAY, "the server stops");
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            inputEnded = true;
            if (state == State.OVER) ctx.close();
            else if (unread == null) lost(ctx);
        }
        ctx.fireUserEventTriggered(event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        end();
        ctx.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        end();
    }

    private void end() {
        if (reported) return;
        reported = true;
        state = State.OVER;
        inbox.end(new Message.Closed(CloseCode.ABNORMAL, ""));
        outbox.end();
        reader.close();
        drop();
        asked.report(edge.observer(), connection, 101, sentBytes);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!(cause instanceof java.io.IOException)) edge.observer().broken(cause);
        ctx.close();
    }
}
