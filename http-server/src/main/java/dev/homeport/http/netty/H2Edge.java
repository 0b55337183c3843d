package dev.homeport.http.netty;

import dev.homeport.http.Body;
import dev.homeport.http.Headers;
import dev.homeport.http.Http2Limits;
import dev.homeport.http.Intake;
import dev.homeport.http.Protocol;
import dev.homeport.http.Request;
import dev.homeport.http.Response;
import dev.homeport.http.Target;
import dev.homeport.http.netty.Connection.Phase;
import dev.homeport.http.semantics.Ascii;
import dev.homeport.http.semantics.RequestCheck.Checked;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http2.DefaultHttp2GoAwayFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.DefaultHttp2WindowUpdateFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameStream;
import io.netty.handler.codec.http2.Http2FrameStreamEvent;
import io.netty.handler.codec.http2.Http2FrameStreamException;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2PingFrame;
import io.netty.handler.codec.http2.Http2PriorityFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2SettingsFrame;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.concurrent.TimeUnit;

/** The end of a connection's HTTP/2 pipeline; all streams are handled here, without channels. */
// A failed write or close ends the channel, and that is where it is dealt with.
@SuppressWarnings("FutureReturnValueIgnored")
final class H2Edge extends ChannelInboundHandlerAdapter implements Connection.Speaker {
    /** A client that takes an answer more slowly than this holds memory for too long. */
    private static final long BYTES_PER_SECOND_MIN = 1024;

    private final Edge edge;
    private final Connection connection;
    private final Assembler assembler;
    private final Http2FrameCodec codec;
    private final H2Guard guard;
    private final H2Writer writer;
    private final FrameRate controlFrames;
    private final IntObjectMap<Stream> streams = new IntObjectHashMap<>();
    private @Nullable ChannelHandlerContext context;
    private boolean reading;

    H2Edge(Edge edge, Connection connection) {
        this.edge = edge;
        this.connection = connection;
        this.assembler = new Assembler(connection, Protocol.HTTP_2);
        this.codec = H2Codec.of(edge.config());
        this.guard = new H2Guard(codec);
        this.writer = new H2Writer(edge, connection, guard);
        Http2Limits limits = edge.limits().http2();
        this.controlFrames = new FrameRate(limits.controlFramesMax(), limits.windowSeconds());
    }

    /** A stream with a request; {@code target} is null for {@code OPTIONS *}. */
    private static final class Stream {
        private final Http2FrameStream frames;
        private final Asked asked;
        private final @Nullable Target target;
        private final BodyCollector body;
        private long deadline;
        private @Nullable Outflow flow;
        private @Nullable Inflow inflow;
        private boolean whole;
        private boolean answered;

        Stream(
                Http2FrameStream frames,
                Asked asked,
                @Nullable Target target,
                BodyCollector body,
                long deadline) {
            this.frames = frames;
            this.asked = asked;
            this.target = target;
            this.body = body;
            this.deadline = deadline;
        }
    }

    Http2FrameCodec codec() {
        return codec;
    }

    /** Comes before the codec. */
    H2Guard guard() {
        return guard;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        connection.speaks(this);
        connection.enter(Phase.IDLE);
        // The windows of streams are what holds a client back; all share the connection's.
        ctx.write(new DefaultHttp2WindowUpdateFrame(H2Codec.connectionWindowBytes(edge.config())));
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        reading = true;
        try {
            switch (message) {
                case Http2HeadersFrame head -> head(ctx, head);
                case Http2DataFrame data -> data(ctx, data);
                case Http2ResetFrame reset -> forget(reset.stream());
                case Http2PingFrame _, Http2SettingsFrame _, Http2PriorityFrame _ -> control(ctx);
                default -> {} // Window updates, acknowledgements and frames nobody knows.
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        // The codec flushes once for the whole batch after this.
        reading = false;
    }

    private void control(ChannelHandlerContext ctx) {
        if (controlFrames.admit(System.nanoTime())) return;
        ctx.writeAndFlush(new DefaultHttp2GoAwayFrame(Http2Error.ENHANCE_YOUR_CALM))
                .addListener(_ -> ctx.channel().close());
    }

    private void head(ChannelHandlerContext ctx, Http2HeadersFrame frame) {
        Stream trailed = streams.get(frame.stream().id());
        if (trailed != null) {
            // RFC 9113 8.1: a second block of fields is a trailer and ends the request.
            if (!trailed.whole) whole(ctx, trailed);
            return;
        }
        long id = edge.ids().next();
        H2Head head = H2Head.of(frame.headers());
        Asked asked =
                new Asked(
                        Protocol.HTTP_2,
                        head.method(),
                        head.path(),
                        "",
                        head.headers(),
                        System.nanoTime(),
                        id);
        connection.enter(Phase.BUSY);
        switch (check(head, asked)) {
            case Checked.Accepted(var target) ->
                    accept(ctx, frame, asked.withHost(target.host()), target);
            case Checked.ServerWide _ -> accept(ctx, frame, asked, null);
            case Checked.Refused(var status, var reason) -> {
                Stream stream = stream(frame.stream(), asked, null);
                refuse(ctx, stream, status, reason);
            }
        }
    }

    private Checked check(H2Head head, Asked asked) {
        int line = head.method().length() + head.path().length() + head.authority().length();
        if (line > edge.limits().requestLineBytesMax()) {
            return new Checked.Refused(414, "request line too long");
        }
        if (head.headers().size() > edge.limits().headerCountMax()) {
            return new Checked.Refused(431, "too many fields");
        }
        if (head.fieldBytes() > edge.limits().headerBytesMax()) {
            return new Checked.Refused(431, "fields too long");
        }
        if (!head.isSound()) return new Checked.Refused(400, "illegal field");
        if (!head.scheme().equals(connection.scheme())) {
            return new Checked.Refused(421, "the scheme is not this connection's");
        }
        return assembler.check(asked, head.authority());
    }

    private Stream stream(Http2FrameStream frames, Asked asked, @Nullable Target target) {
        long deadline = System.nanoTime() + edge.limits().bodyTimeout().toNanos();
        BodyCollector body = new BodyCollector(edge.limits().bodyBytesMax());
        Stream stream = new Stream(frames, asked, target, body, deadline);
        streams.put(frames.id(), stream);
        return stream;
    }

    private void accept(
            ChannelHandlerContext ctx,
            Http2HeadersFrame frame,
            Asked asked,
            @Nullable Target target) {
        Stream stream = stream(frame.stream(), asked, target);
        Dispatch.Chosen chosen = Dispatch.Chosen.LATER;
        if (target != null && !frame.isEndStream()) {
            chosen = edge.dispatch().choose(assembler.request(asked, target, Body.empty()));
        }
        long bytesMax = edge.limits().bodyBytesMax();
        if (chosen.intake() instanceof Intake.Streamed(var max)) bytesMax = max;
        String length = asked.headers().first("content-length").orElse("0");
        if (Ascii.decimal(Ascii.trim(length)) > bytesMax) {
            refuse(ctx, stream, 413, "content longer than " + bytesMax + " bytes");
        } else if (frame.isEndStream()) {
            whole(ctx, stream);
        } else if (chosen.intake() instanceof Intake.Streamed intake && target != null) {
            H2Upload upload = new H2Upload(ctx, edge, stream.frames, asked, intake, writer);
            stream.inflow = upload.inflow();
            connection.add(upload.inflow());
            Request request = assembler.request(asked, target, upload.body());
            edge.dispatch()
                    .dispatch(
                            chosen.handler(),
                            request,
                            upload.inflow(),
                            ctx.executor(),
                            new Back(stream));
        } else if (asked.headers().contains("expect")) {
            writer.writeContinue(ctx, stream.frames);
            ctx.flush();
        }
    }

    private void data(ChannelHandlerContext ctx, Http2DataFrame frame) {
        Stream stream = streams.get(frame.stream().id());
        int bytes = frame.initialFlowControlledBytes();
        Inflow inflow = stream == null ? null : stream.inflow;
        if (inflow != null) bytes = H2Upload.add(inflow, frame);
        // The content is kept within its limit, so the client may send as much again at once.
        if (bytes > 0) ctx.write(new DefaultHttp2WindowUpdateFrame(bytes).stream(frame.stream()));
        if (stream == null || stream.whole) return;
        if (inflow != null) {
            if (frame.isEndStream()) whole(ctx, stream);
        } else if (!stream.body.add(frame.content())) {
            int bytesMax = edge.limits().bodyBytesMax();
            refuse(ctx, stream, 413, "content longer than " + bytesMax + " bytes");
        } else if (frame.isEndStream()) {
            whole(ctx, stream);
        }
    }

    private void whole(ChannelHandlerContext ctx, Stream stream) {
        stream.whole = true;
        if (stream.inflow != null) {
            stream.inflow.end();
            return;
        }
        Target target = stream.target;
        if (target == null) {
            answer(stream, Assembler.serverWide());
            return;
        }
        Request request = assembler.request(stream.asked, target, stream.body.body());
        edge.dispatch().dispatch(request, ctx.executor(), new Back(stream));
    }

    /** Where the answer to one request goes. */
    private final class Back implements Dispatch.Answering {
        private final Stream stream;

        Back(Stream stream) {
            this.stream = stream;
        }

        @Override
        public void answer(Response response) {
            H2Edge.this.answer(stream, response);
        }

        @Override
        public void inform(Headers hints) {
            ChannelHandlerContext ctx = context;
            boolean open = streams.get(stream.frames.id()) == stream && !stream.answered;
            if (ctx == null || !open) return;
            writer.writeHints(ctx, stream.frames, hints);
            ctx.flush();
        }
    }

    private void answer(Stream stream, Response response) {
        ChannelHandlerContext ctx = context;
        // The client may have reset the stream meanwhile.
        if (ctx == null || streams.get(stream.frames.id()) != stream) return;
        write(ctx, stream, response);
        if (!reading) ctx.flush();
    }

    private void refuse(ChannelHandlerContext ctx, Stream stream, int status, String reason) {
        stream.whole = true;
        write(ctx, stream, Assembler.refusal(status, reason));
        if (!reading) ctx.flush();
    }

    private void write(ChannelHandlerContext ctx, Stream stream, Response response) {
        long seconds = response.body().length() / BYTES_PER_SECOND_MIN;
        stream.answered = true;
        stream.deadline =
                System.nanoTime()
                        + edge.limits().writeTimeout().toNanos()
                        + TimeUnit.SECONDS.toNanos(seconds);
        writer.write(ctx, stream.frames, stream.asked, response);
        if (response.body() instanceof Body.Stream content) stream.flow = Outflow.of(content);
    }

    /** RFC 9113 5.4.2: ends one stream and leaves the others alone. */
    private void reset(ChannelHandlerContext ctx, Http2FrameStream frames, Http2Error error) {
        guard.resetByUs(frames.id());
        ctx.writeAndFlush(new DefaultHttp2ResetFrame(error).stream(frames));
        forget(frames);
    }

    private void forget(Http2FrameStream frames) {
        Stream forgotten = streams.remove(frames.id());
        if (forgotten != null && forgotten.flow != null) forgotten.flow.gone();
        if (forgotten != null && forgotten.inflow != null) {
            forgotten.inflow.gone();
            connection.remove(forgotten.inflow);
        }
        if (streams.isEmpty()) connection.enter(Phase.IDLE);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            // No more content will come; answers may still be taken.
            for (Stream stream : streams.values()) if (stream.inflow != null) stream.inflow.gone();
        }
        if (event instanceof Http2FrameStreamEvent change
                && change.type() == Http2FrameStreamEvent.Type.State
                && change.stream().state() == Http2Stream.State.CLOSED) {
            forget(change.stream());
        }
        ctx.fireUserEventTriggered(event);
    }

    @Override
    public void check(long now) {
        ChannelHandlerContext ctx = context;
        if (ctx == null || streams.isEmpty()) return;
        for (Stream stream : List.copyOf(streams.values())) {
            if (!isLate(stream, now)) continue;
            if (stream.answered) {
                reset(ctx, stream.frames, Http2Error.CANCEL);
            } else if (!stream.whole) {
                refuse(ctx, stream, 408, "the content took too long");
            }
        }
    }

    private boolean isLate(Stream stream, long now) {
        Outflow flow = stream.flow;
        if (stream.inflow != null && !stream.answered) {
            H2Upload.check(stream.inflow, now);
            return false;
        }
        if (flow == null || !flow.isOpen()) return now - stream.deadline > 0;
        return flow.isStalled(now, edge.limits().writeTimeout().toNanos());
    }

    @Override
    public void expired(Phase phase) {
        drain();
    }

    @Override
    public void drain() {
        ChannelHandlerContext ctx = context;
        // The codec says GOAWAY and closes when the last stream has ended, or at its time-out.
        if (ctx != null) ctx.close();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof Http2FrameStreamException error) {
            // RFC 9113 5.1: after the end of a request this is the name of the mistake.
            boolean overdue = guard.isOverdue(error.stream().id());
            reset(ctx, error.stream(), overdue ? Http2Error.STREAM_CLOSED : error.error());
            return;
        }
        // Errors of the connection are answered by the codec.
        boolean usual =
                cause instanceof io.netty.handler.codec.http2.Http2Exception
                        || cause instanceof java.io.IOException;
        if (usual) return;
        edge.observer().broken(cause);
        ctx.channel().close();
    }
}
