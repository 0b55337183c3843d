package dev.homeport.http.netty;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.DefaultHttp2WindowUpdateFrame;
import io.netty.handler.codec.http2.Http2ChannelDuplexHandler;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2FrameStream;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2StreamFrame;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.util.ReferenceCountUtil;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A connection of HTTP/2 whose windows open only as far as what it got was read. */
// Nobody compares pieces, and what cannot be written ends the connection, which is seen.
@SuppressWarnings({"ArrayRecordComponent", "FutureReturnValueIgnored"})
final class H2Client implements AutoCloseable {
    private static final long WAIT_SECONDS = 10;

    private final EventLoopGroup group =
            new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    // When it closes it does not wait for what runs.
    private final Http2FrameCodec codec =
            Http2FrameCodecBuilder.forClient().gracefulShutdownTimeoutMillis(0).build();
    private final Map<Http2FrameStream, BlockingQueue<Event>> events = new ConcurrentHashMap<>();
    private final Receiver receiver = new Receiver();
    private final Channel channel;
    private final boolean secure;

    /** What came on a stream. */
    private sealed interface Event {
        record Head(Http2Headers fields) implements Event {}

        record Piece(byte[] bytes, int windowBytes) implements Event {}

        record End() implements Event {}

        record Reset(long code) implements Event {}
    }

    /** Whether it speaks TLS. */
    enum Transport {
        PLAIN,
        TLS
    }

    H2Client(InetSocketAddress address, Transport transport) {
        secure = transport == Transport.TLS;
        Optional<SslContext> tls = secure ? Optional.of(tls()) : Optional.empty();
        channel =
                new Bootstrap()
                        .group(group)
                        .channel(NioSocketChannel.class)
                        .handler(
                                new ChannelInitializer<Channel>() {
                                    @Override
                                    protected void initChannel(Channel ch) {
                                        tls.ifPresent(
                                                t ->
                                                        ch.pipeline()
                                                                .addLast(
                                                                        t.newHandler(
                                                                                ch.alloc(),
                                                                                "localhost",
                                                                                1)));
                                        ch.pipeline().addLast(codec, receiver);
                                    }
                                })
                        .connect(address)
                        .syncUninterruptibly()
                        .channel();
    }

    private static SslContext tls() {
        try {
            return SslContextBuilder.forClient()
                    .trustManager(InsecureTrustManagerFactory.INSTANCE)
                    .endpointIdentificationAlgorithm(null)
                    .applicationProtocolConfig(
                            new ApplicationProtocolConfig(
                                    Protocol.ALPN,
                                    SelectorFailureBehavior.NO_ADVERTISE,
                                    SelectedListenerFailureBehavior.ACCEPT,
                                    "h2"))
                    .build();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private final class Receiver extends Http2ChannelDuplexHandler {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            try {
                if (!(message instanceof Http2StreamFrame frame)) return;
                BlockingQueue<Event> to = events.get(frame.stream());
                if (to == null) return;
                switch (message) {
                    case Http2HeadersFrame head -> {
                        to.add(new Event.Head(head.headers()));
                        if (head.isEndStream()) to.add(new Event.End());
                    }
                    case Http2DataFrame data -> {
                        byte[] bytes = new byte[data.content().readableBytes()];
                        data.content().readBytes(bytes);
                        to.add(new Event.Piece(bytes, data.initialFlowControlledBytes()));
                        if (data.isEndStream()) to.add(new Event.End());
                    }
                    case Http2ResetFrame reset -> to.add(new Event.Reset(reset.errorCode()));
                    default -> {} // Windows and priorities.
                }
            } finally {
                ReferenceCountUtil.release(message);
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            events.values().forEach(to -> to.add(new Event.Reset(-1)));
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            events.values().forEach(to -> to.add(new Event.Reset(-1)));
        }
    }

    Call2 call(String method, String path, WithContent with, String... fields) {
        Http2Headers head =
                new DefaultHttp2Headers()
                        .method(method)
                        .scheme(secure ? "https" : "http")
                        .authority("localhost")
                        .path(path);
        for (int i = 0; i < fields.length; i += 2) head.add(fields[i], fields[i + 1]);
        return new Call2(head, with);
    }

    boolean isOpen() {
        return channel.isActive();
    }

    @Override
    public void close() {
        channel.close().syncUninterruptibly();
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    /** A stream. */
    final class Call2 implements ClientCall {
        private final Http2FrameStream stream = receiver.newStream();
        private final BlockingQueue<Event> mine = new LinkedBlockingQueue<>();
        private final InputStream content = new Content();
        private Http2Headers fields = new DefaultHttp2Headers();
        private byte[] piece = new byte[0];
        private int at;
        private boolean over;
        private long resetCode = -2;

        private Call2(Http2Headers head, WithContent with) {
            events.put(stream, mine);
            boolean ends = with == WithContent.NO;
            channel.writeAndFlush(new DefaultHttp2HeadersFrame(head, ends).stream(stream))
                    .syncUninterruptibly();
        }

        private Event next() throws IOException {
            try {
                Event event = mine.poll(WAIT_SECONDS, TimeUnit.SECONDS);
                if (event == null) throw new IOException("nothing comes");
                if (event instanceof Event.Reset(var code)) {
                    resetCode = code;
                    throw new EOFException("reset with " + code);
                }
                return event;
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }

        /** The error code of the server's RST_STREAM, waiting for it. */
        long awaitReset() throws IOException {
            while (resetCode == -2) {
                try {
                    next();
                } catch (EOFException e) {
                    // What was waited for.
                }
            }
            return resetCode;
        }

        @Override
        public int status() throws IOException {
            Event event = next();
            if (!(event instanceof Event.Head(var head))) {
                throw new IOException("no head but " + event);
            }
            fields = head;
            return Integer.parseInt(head.status().toString());
        }

        @Override
        public String field(String name) {
            CharSequence value = fields.get(name);
            return value == null ? "" : value.toString();
        }

        @Override
        public InputStream content() {
            return content;
        }

        private final class Content extends InputStream {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                if (length == 0) return 0;
                while (!over && at == piece.length) {
                    switch (next()) {
                        case Event.Piece(var got, var windowBytes) -> {
                            piece = got;
                            at = 0;
                            if (windowBytes > 0) open(windowBytes);
                        }
                        case Event.End() -> over = true;
                        case Event other -> throw new IOException("no content but " + other);
                    }
                }
                if (over) return -1;
                int read = Math.min(length, piece.length - at);
                System.arraycopy(piece, at, bytes, offset, read);
                at += read;
                return read;
            }

            private void open(int windowBytes) {
                channel.writeAndFlush(
                        new DefaultHttp2WindowUpdateFrame(windowBytes).stream(stream));
            }
        }

        @Override
        public void send(byte[] bytes) throws IOException {
            write(bytes, FilePump.Place.WITHIN);
        }

        @Override
        public void end() throws IOException {
            write(new byte[0], FilePump.Place.LAST);
        }

        private void write(byte[] bytes, FilePump.Place place) throws IOException {
            boolean last = place == FilePump.Place.LAST;
            var frame = new DefaultHttp2DataFrame(Unpooled.wrappedBuffer(bytes), last);
            var written = channel.writeAndFlush(frame.stream(stream));
            if (!written.awaitUninterruptibly(WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("the server takes nothing");
            }
            if (!written.isSuccess()) throw new IOException(written.cause());
        }

        @Override
        public void leave() {
            channel.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.CANCEL).stream(stream))
                    .awaitUninterruptibly();
        }
    }
}
