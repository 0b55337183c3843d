package dev.homeport.http.netty;

import dev.homeport.http.HttpObserver;
import dev.homeport.http.Response;
import dev.homeport.http.netty.Hit.Promise;
import dev.homeport.http.netty.Hits.Question;
import dev.homeport.http.plain.PlainHead.Recalled;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * The short way of a connection: a plain request that was answered before, to anybody, gets the
 * bytes of that answer. It decides nothing itself, so that there is one truth: what it does not
 * know goes the way of all requests, and what comes back is kept if the handler promises that it
 * stands ({@link dev.homeport.http.Standing}).
 */
// A failed write or close ends the channel, and that is where it is dealt with.
@SuppressWarnings("FutureReturnValueIgnored")
final class H1Hits {
    private final Edge edge;
    private final Connection connection;
    private final Hits hits;
    private final Recalled referers = new Recalled();
    private final Recalled userAgents = new Recalled();

    /** Answers that are written and not yet reported. */
    private final List<Given> given = new ArrayList<>();

    private @Nullable Question question;
    private @Nullable Promise promise;
    private @Nullable ByteBuf gathered;
    private long startNanos;
    private long second;

    private record Given(Hit hit, String referer, String userAgent, long id, long startNanos) {}

    H1Hits(Edge edge, Connection connection) {
        this.edge = edge;
        this.connection = connection;
        this.hits = connection.loop().hits();
    }

    /** Bytes have come: durations are counted from now. */
    void begin() {
        startNanos = System.nanoTime();
        second = connection.loop().second();
    }

    long startNanos() {
        return startNanos;
    }

    /**
     * Answers the request at the reader index if it can, without flushing.
     *
     * @return the length of the request; 0 when it is to go the way of all
     */
    int answer(ChannelHandlerContext ctx, ByteBuf in) {
        forget();
        int length = hits.read(in, connection);
        if (length == 0) return 0;
        Hit hit = hits.find();
        if (hit == null || !hit.stands()) {
            question = hits.question(hit);
            return 0;
        }
        write(ctx, hit);
        long id = edge.ids().next();
        if (edge.observer().equals(HttpObserver.NONE)) return length;
        String referer = hits.referer(referers);
        given.add(new Given(hit, referer, hits.userAgent(userAgents), id, startNanos));
        return length;
    }

    private void write(ChannelHandlerContext ctx, Hit hit) {
        int bytes = hit.renew(connection.loop(), second);
        ByteBuf out = gathered;
        if (out != null && out.writableBytes() < bytes) {
            send(ctx);
            out = null;
        }
        if (bytes > Hits.GATHERED_BYTES) {
            ctx.write(hit.lend(), ctx.voidPromise());
            return;
        }
        if (out == null) gathered = out = hits.borrow();
        hit.copy(out, bytes);
    }

    /** Hands over what is gathered. */
    void send(ChannelHandlerContext ctx) {
        ByteBuf out = gathered;
        if (out != null) hand(ctx, out, ctx.voidPromise());
    }

    private void hand(ChannelHandlerContext ctx, ByteBuf out, ChannelPromise promise) {
        gathered = null;
        ctx.write(out.retain(), promise);
        hits.giveBack(out);
    }

    /** Hands over what is gathered, before others write, who may also close the connection. */
    void settle(ChannelHandlerContext ctx) {
        if (given.isEmpty()) {
            send(ctx);
            return;
        }
        ByteBuf out = gathered;
        ChannelPromise left = reporting(ctx);
        if (out == null) ctx.write(Unpooled.EMPTY_BUFFER, left);
        else hand(ctx, out, left);
    }

    /** A promise that reports what was given until now. */
    private ChannelPromise reporting(ChannelHandlerContext ctx) {
        List<Given> leaving = List.copyOf(given);
        given.clear();
        ChannelPromise left = ctx.newPromise();
        left.addListener(future -> report(leaving, future.isSuccess()));
        return left;
    }

    /** Whether the answer to the request that {@link #answer} left alone should be kept. */
    boolean isAsking() {
        return question != null;
    }

    /** The handler has promised that the answer to that request stands. */
    void promised(Promise made) {
        promise = made;
    }

    /** What was answered to it. */
    void answered(Asked asked, Response response) {
        Question asking = question;
        Promise made = promise;
        if (asking == null || made == null) return;
        Response framed = H1Writer.framed(response);
        if (Hit.isPossible(framed)) {
            hits.put(asking, new Hit(made, asked, framed, connection.loop()));
        }
        forget();
    }

    /** The request that was left alone has its handler, whose answer may come later. */
    void passed() {
        // Without a promise nobody waits for the answer.
        if (promise == null) question = null;
    }

    private void forget() {
        question = null;
        promise = null;
    }

    /** What was written is flushed: reports it as soon as it has left. */
    void flushed(ChannelHandlerContext ctx) {
        if (given.isEmpty()) return;
        ChannelOutboundBuffer out = ctx.channel().unsafe().outboundBuffer();
        if (out == null || out.isEmpty()) {
            report(given, out != null);
            given.clear();
            return;
        }
        // Nothing, behind all of it: when that has left, so has the rest.
        ctx.channel().unsafe().write(Unpooled.EMPTY_BUFFER, reporting(ctx));
        ctx.channel().unsafe().flush();
    }

    private void report(List<Given> all, boolean sent) {
        long now = System.nanoTime();
        for (int i = 0; i < all.size(); i++) {
            Given each = all.get(i);
            Hit hit = each.hit();
            edge.observer()
                    .answered(
                            hit.asked()
                                    .exchange(
                                            connection,
                                            hit.status(),
                                            sent ? hit.contentBytes() : 0,
                                            now - each.startNanos(),
                                            each.referer(),
                                            each.userAgent(),
                                            each.id()));
        }
    }
}
