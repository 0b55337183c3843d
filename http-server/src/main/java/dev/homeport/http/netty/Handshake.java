package dev.homeport.http.netty;

import dev.homeport.http.tls.LiveCertificates;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import io.netty.handler.ssl.SniHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.util.Mapping;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** The start of a connection over TLS: certificate by server name, protocol by ALPN. */
// A failed write or close ends the channel, and that is where it is dealt with.
@SuppressWarnings("FutureReturnValueIgnored")
final class Handshake {
    private static final int CLIENT_HELLO_BYTES_MAX = 16 * 1024;
    private static final int HANDSHAKE_RECORD = 22;
    private static final byte[] SPEAK_TLS =
            """
            HTTP/1.1 400 Bad Request\r
            content-type: text/plain; charset=utf-8\r
            content-length: 47\r
            connection: close\r
            \r
            This port speaks HTTPS: use an https:// address
            """
                    .stripTrailing()
                    .getBytes(StandardCharsets.US_ASCII);

    private Handshake() {}

    /** Tells a client that speaks plain HTTP what is wrong, instead of only hanging up. */
    static final class PlainRefusal extends ByteToMessageDecoder {
        @Override
        protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
            if (in.getByte(in.readerIndex()) == HANDSHAKE_RECORD) {
                ctx.pipeline().remove(this);
                return;
            }
            boolean letter = Character.isLetter(in.getByte(in.readerIndex()));
            in.skipBytes(in.readableBytes());
            if (!letter) {
                ctx.close();
                return;
            }
            ctx.writeAndFlush(Unpooled.wrappedBuffer(SPEAK_TLS))
                    .addListener(ChannelFutureListener.CLOSE);
        }
    }

    /** Picks the certificate; each handshake reads the current ones once. */
    static SniHandler byServerName(LiveCertificates certificates, long timeoutMillis) {
        Mapping<String, SslContext> current = certificates::find;
        return new SniHandler(current, CLIENT_HELLO_BYTES_MAX, timeoutMillis);
    }

    /** Goes on with the protocol that was agreed on. */
    static final class ByProtocol extends ApplicationProtocolNegotiationHandler {
        private final Consumer<ChannelHandlerContext> http1;
        private final Consumer<ChannelHandlerContext> http2;

        ByProtocol(Consumer<ChannelHandlerContext> http1, Consumer<ChannelHandlerContext> http2) {
            super(ApplicationProtocolNames.HTTP_1_1);
            this.http1 = http1;
            this.http2 = http2;
        }

        @Override
        protected void configurePipeline(ChannelHandlerContext ctx, String protocol) {
            (protocol.equals(ApplicationProtocolNames.HTTP_2) ? http2 : http1).accept(ctx);
        }

        @Override
        protected void handshakeFailure(ChannelHandlerContext ctx, Throwable cause) {
            ctx.close(); // The client's fault, as a rule; Netty would log each.
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ctx.close();
        }
    }
}
