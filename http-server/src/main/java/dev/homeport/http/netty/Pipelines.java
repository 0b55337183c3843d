package dev.homeport.http.netty;

import dev.homeport.http.Exchange.Security;
import dev.homeport.http.HttpConfig.Listener;
import dev.homeport.http.HttpLimits;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;

import java.util.function.Consumer;

/** Sets up what stands between the socket of a new connection and its edge. */
// A failed write or close ends the channel, and that is where it is dealt with.
@SuppressWarnings("FutureReturnValueIgnored")
final class Pipelines extends ChannelInitializer<Channel> {
    private final Edge edge;
    private final Listener listener;
    private final Census census;

    Pipelines(Edge edge, Listener listener, Census census) {
        this.edge = edge;
        this.listener = listener;
        this.census = census;
    }

    @Override
    protected void initChannel(Channel channel) {
        Security security = listener instanceof Listener.Tls ? Security.TLS : Security.PLAIN;
        Loop loop = census.loop(channel.eventLoop());
        Connection connection = new Connection(channel, loop, edge.limits(), security);
        if (!census.admit(connection)) {
            edge.observer().turnedAway();
            channel.close();
            return;
        }
        Consumer<ChannelHandlerContext> http1 = ctx -> http1(ctx.pipeline(), connection);
        Consumer<ChannelHandlerContext> http2 = ctx -> http2(ctx.pipeline(), connection);
        switch (listener) {
            case Listener.Plain _ -> channel.pipeline().addLast(new Preface(http1, http2));
            case Listener.Tls tls -> {
                long millis = edge.limits().headerTimeout().toMillis();
                channel.pipeline()
                        .addLast(new Handshake.PlainRefusal())
                        .addLast(Handshake.byServerName(tls.certificates(), millis))
                        .addLast(new Handshake.ByProtocol(http1, http2));
            }
        }
    }

    private void http1(ChannelPipeline pipeline, Connection connection) {
        H1Edge h1 = new H1Edge(edge, connection);
        pipeline.addLast(h1.guard(), new HttpRequestDecoder(decoder(edge.limits())), h1);
    }

    /** The guard has judged every length before the decoder sees it, so these are its bounds. */
    private static HttpDecoderConfig decoder(HttpLimits limits) {
        return new HttpDecoderConfig()
                .setMaxInitialLineLength(limits.requestLineBytesMax() + 2)
                .setMaxHeaderSize(limits.headerBytesMax() + 2 * limits.headerCountMax() + 2)
                .setMaxChunkSize(64 * 1024)
                .setStrictLineParsing(true)
                .setAllowDuplicateContentLengths(false);
    }

    private void http2(ChannelPipeline pipeline, Connection connection) {
        H2Edge h2 = new H2Edge(edge, connection);
        pipeline.addLast(h2.guard(), h2.codec(), h2);
    }
}
