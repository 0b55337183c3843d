package dev.homeport.http.netty;

import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;

/** How a connection's own direction ends while the other is still read. */
// A failed write or close ends the channel, and that is where it is dealt with.
@SuppressWarnings("FutureReturnValueIgnored")
final class Closing {

    private Closing() {}

    /** Sends the end of our direction; false where only both can be closed at once. */
    static boolean shutdownOutput(Channel channel) {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (tls != null) {
            // RFC 8446 6.1: close_notify ends one direction; the socket stays until the client's
            // end.
            tls.closeOutbound();
            return true;
        }
        if (!(channel instanceof DuplexChannel duplex)) return false;
        duplex.shutdownOutput();
        return true;
    }
}
