package dev.homeport.http.netty;

import dev.homeport.http.Body;
import dev.homeport.http.ClientGoneException;
import dev.homeport.http.Handler;
import dev.homeport.http.Headers;
import dev.homeport.http.Intake;
import dev.homeport.http.Protocol;
import dev.homeport.http.Request;
import dev.homeport.http.Response;
import dev.homeport.http.Target;
import dev.homeport.http.netty.Connection.Phase;
import dev.homeport.http.netty.H1Head.After;
import dev.homeport.http.semantics.Ascii;
import dev.homeport.http.semantics.RequestCheck.Checked;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

import org.jspecify.annotations.Nullable;

/**
 * The end of a connection's HTTP/1.1 pipeline: from messages to requests, from answers to bytes.
 */
// A failed write or close ends the channel, and that is where it is dealt with.
@SuppressWarnings("FutureReturnValueIgnored")
final class H1Edge extends ChannelInboundHandlerAdapter implements Connection.Speaker {
    private final Edge edge;
    private final Connection connection;
    private final Assembler assembler;
    private final H1Hits hits;
    private final H1Guard guard;
    private final H1Writer writer;
    private final Dispatch.Answering back =
            new Dispatch.Answering() {
                @Override
                public void answer(Response response) {
                    H1Edge.this.answer(response);
                }

                @Override
                public void inform(Headers hints) {
                    H1Edge.this.inform(hints);
                }
            };
    private @Nullable ChannelHandlerContext context;
    private @Nullable Incoming incoming;
    private @Nullable H1Upload upload;
    private @Nullable Asked answering;
    private boolean begun;
    private boolean reading;
    private boolean closing;
    private boolean inputEnded;
    private boolean keepsAlive;

    /** A request whose head was accepted; {@code target} is null for {@code OPTIONS *}. */
    private record Incoming(Asked asked, @Nullable Target target, BodyCollector body) {}

    H1Edge(Edge edge, Connection connection) {
        this.edge = edge;
        this.connection = connection;
        this.assembler = new Assembler(connection, Protocol.HTTP_1_1);
        this.hits = new H1Hits(edge, connection);
        this.guard = new H1Guard(edge.limits(), connection, this, hits);
        this.writer = new H1Writer(edge, connection);
    }

    H1Guard guard() {
        return guard;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        connection.speaks(this);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        reading = true;
        try {
            if (closing) return;
            if (message instanceof HttpRequest request) head(ctx, request);
            // The decoder gives an empty last content with the head of a request without content.
            if (!(message instanceof HttpContent content) || closing) return;
            if (incoming != null) content(ctx, incoming, content);
            else if (upload != null) upload(upload, content);
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        reading = false;
        ctx.flush();
    }

    private void head(ChannelHandlerContext ctx, HttpRequest message) {
        long id = edge.ids().next();
        Protocol protocol = H1Message.protocol(message);
        if (message.decoderResult().isFailure()) {
            // The guard let through what the decoder refuses: on doubt the connection ends.
            answering = Asked.unreadable(protocol, id);
            refuse(400, "malformed request");
            return;
        }
        Asked asked =
                new Asked(
                        protocol,
                        message.method().name(),
                        message.uri(),
                        "",
                        H1Message.headers(message),
                        System.nanoTime(),
                        id);
        keepsAlive = H1Message.keepsAlive(asked);
        switch (assembler.check(asked, "")) {
            case Checked.Accepted(var target) -> accept(ctx, asked.withHost(target.host()), target);
            case Checked.ServerWide _ -> accept(ctx, asked, null);
            case Checked.Refused(var status, var reason) -> {
                answering = asked;
                refuse(status, reason);
            }
        }
    }

    private void accept(ChannelHandlerContext ctx, Asked asked, @Nullable Target target) {
        Dispatch.Chosen chosen = choose(asked, target);
        long bytesMax = bytesMax(chosen.intake());
        String length = asked.headers().first("content-length").orElse("0");
        if (Ascii.decimal(Ascii.trim(length)) > bytesMax) {
            answering = asked;
            refuse(413, "content longer than " + bytesMax + " bytes");
            return;
        }
        if (chosen.intake() instanceof Intake.Streamed intake && target != null) {
            stream(ctx, asked, target, chosen.handler(), intake);
            return;
        }
        incoming = new Incoming(asked, target, new BodyCollector((int) bytesMax));
        if (H1Upload.isContinueDue(asked, guard)) H1Upload.writeContinue(ctx);
    }

    /** Who will answer; there is no choice to make about content where there is none. */
    private Dispatch.Chosen choose(Asked asked, @Nullable Target target) {
        if (target == null || !guard.isInContent()) return Dispatch.Chosen.LATER;
        return edge.dispatch().choose(assembler.request(asked, target, Body.empty()));
    }

    private long bytesMax(Intake intake) {
        return switch (intake) {
            case Intake.Whole() -> edge.limits().bodyBytesMax();
            case Intake.Streamed(var bytesMax) -> bytesMax;
        };
    }

    /** Has the request handled while its content comes. */
    private void stream(
            ChannelHandlerContext ctx,
            Asked asked,
            Target target,
            Handler handler,
            Intake.Streamed intake) {
        H1Upload begins = new H1Upload(ctx, edge, connection, guard, asked, intake);
        upload = begins;
        answering = asked;
        Request request = assembler.request(asked, target, begins.body());
        edge.dispatch().dispatch(handler, request, begins.inflow(), ctx.executor(), back);
    }

    private void upload(H1Upload current, HttpContent content) {
        if (content.decoderResult().isFailure()) {
            refuse(400, "malformed content");
            return;
        }
        current.add(content.content());
        if (!(content instanceof LastHttpContent)) return;
        current.end();
        upload = null;
        if (answering == null) guard.next();
    }

    /** Whether content is given to a handler while it comes. */
    boolean isStreaming() {
        return upload != null && answering != null;
    }

    private void content(ChannelHandlerContext ctx, Incoming current, HttpContent content) {
        if (content.decoderResult().isFailure()) {
            answering = current.asked();
            refuse(400, "malformed content");
        } else if (!current.body().add(content.content())) {
            answering = current.asked();
            refuse(413, "content longer than " + edge.limits().bodyBytesMax() + " bytes");
        } else if (content instanceof LastHttpContent) {
            incoming = null;
            answering = current.asked();
            dispatch(ctx, current);
        }
    }

    private void dispatch(ChannelHandlerContext ctx, Incoming whole) {
        Target target = whole.target();
        if (target == null) {
            answer(Assembler.serverWide());
            return;
        }
        Request request = assembler.request(whole.asked(), target, whole.body().body());
        if (hits.isAsking()) edge.dispatch().promise(request).ifPresent(hits::promised);
        edge.dispatch().dispatch(request, ctx.executor(), back);
    }

    /** Whether nothing is being answered, and the connection is to stay. */
    boolean isIdle() {
        boolean stays = !closing && !inputEnded && !connection.isDraining();
        return stays && isUnused();
    }

    private boolean isUnused() {
        return answering == null && incoming == null && upload == null;
    }

    /** The guard passed a whole message on; the decoder must have seen its end too. */
    void messagePassed() {
        if (closing || (incoming == null && upload == null)) return;
        // Two readings of one message: end the connection before the second one is believed.
        if (incoming != null) answering = incoming.asked();
        refuse(400, "ambiguous message");
    }

    private void answer(Response response) {
        ChannelHandlerContext ctx = context;
        Asked asked = answering;
        if (ctx == null || asked == null || closing || !ctx.channel().isActive()) return;
        if (response.body() instanceof Body.Upgrade(var opening) && upload == null) {
            begun = true;
            // Later: what called this is still at work on the pipeline.
            var change = new SocketChange(edge, connection, asked, response.headers(), opening);
            ctx.executor().execute(() -> change.apply(ctx, guard, inputEnded));
            return;
        }
        boolean ended = inputEnded && !guard.hasMore();
        boolean flows = response.body() instanceof Body.Stream;
        boolean last = !keepsAlive || ended || connection.isDraining();
        if (H1Stream.endsConnection(response, asked)) last = true;
        H1Upload rest = upload;
        if (rest != null && (flows || !rest.isAlmostOver())) last = true;
        if (rest != null && !flows) rest.discard();
        // The writer of a stream may go on to read the request.
        if (last && !(flows && rest != null)) closing = true;
        if (!last) hits.answered(asked, response);
        begun = true;
        writer.write(ctx, asked, response, last ? After.CLOSE : After.KEEP, this);
        if (!reading) ctx.flush();
    }

    /** RFC 9110 15.2: never to HTTP/1.0. */
    private void inform(Headers hints) {
        ChannelHandlerContext ctx = context;
        Asked asked = answering;
        if (ctx == null || asked == null || closing || begun) return;
        if (asked.protocol() != Protocol.HTTP_1_1) return;
        writer.writeHints(ctx, hints);
        ctx.flush();
    }

    /** Answers {@code status} and ends the connection. */
    void refuse(int status, String reason) {
        ChannelHandlerContext ctx = context;
        if (ctx == null || closing) return;
        Asked asked = answering;
        if (asked == null && incoming != null) asked = incoming.asked();
        if (asked == null) asked = Asked.unreadable(Protocol.HTTP_1_1, edge.ids().next());
        boolean late = begun || (upload != null && answering == null);
        incoming = null;
        closing = true;
        if (upload != null) upload.fail(new ClientGoneException());
        if (late) {
            ctx.close(); // This request was answered already, or is being so.
            return;
        }
        guard.deafen();
        Response response = Assembler.refusal(status, reason);
        writer.write(ctx, asked, response, After.CLOSE, this);
        ctx.flush();
    }

    /** The answer is handed to the network, all but what {@link H1Writer} still pumps. */
    void written() {
        ChannelHandlerContext ctx = context;
        answering = null;
        begun = false;
        if (closing || ctx == null) return;
        // What streams began before the server was to stop promised that the connection stays.
        if (connection.isDraining()) closeAfterWrites(ctx);
        else if (upload == null) guard.next();
        else connection.enter(Phase.CONTENT);
    }

    /**
     * The last answer has left. RFC 9112 9.6: the client must be able to read it, so our direction
     * is closed first and what it still sends is read and dropped for a while.
     */
    void lastWritten() {
        ChannelHandlerContext ctx = context;
        if (ctx == null) return;
        closing = true;
        boolean mayReset = guard.isAmidMessage() || guard.isDeaf() || guard.hasMore();
        guard.deafen();
        if (inputEnded || !mayReset || !Closing.shutdownOutput(ctx.channel())) ctx.close();
        else connection.enter(Phase.LINGER);
    }

    @Override
    public void check(long now) {
        if (isStreaming() && upload != null) upload.check(now);
    }

    @Override
    public void expired(Phase phase) {
        ChannelHandlerContext ctx = context;
        if (ctx == null) return;
        switch (phase) {
            case HEAD -> refuse(408, "the request took too long");
            case CONTENT -> refuse(408, "the content took too long");
            case OPENING, IDLE, LINGER, BUSY -> ctx.close();
        }
    }

    @Override
    public void drain() {
        ChannelHandlerContext ctx = context;
        boolean idle = isUnused() && !guard.isAmidMessage();
        if (ctx != null && idle && !closing) ctx.close();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            inputEnded = true;
            // Half-close: an answer that is due is still given.
            boolean due = answering != null && !guard.isAmidMessage();
            if (!due && !guard.isPaused()) closeAfterWrites(ctx);
        }
        ctx.fireUserEventTriggered(event);
    }

    /** What had come is answered or cannot be: the end, if the client's end has come before. */
    void caughtUp() {
        ChannelHandlerContext ctx = context;
        boolean over = inputEnded && !closing && answering == null && !guard.isPaused();
        if (ctx != null && over) closeAfterWrites(ctx);
        // The end of the content will not come.
        boolean torn = inputEnded && isStreaming() && !guard.isPaused();
        if (ctx != null && torn) ctx.close();
    }

    /** Closes when all that is written has left. */
    private void closeAfterWrites(ChannelHandlerContext ctx) {
        closing = true;
        guard.deafen();
        ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!(cause instanceof java.io.IOException)) edge.observer().broken(cause);
        ctx.close();
    }
}
