package dev.homeport.http.netty;

import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;

/** How a connection's own direction ends while the other is still read. */
// A failed write or close ends the channel, and that is where it is dealt with.
@SuppressWarnings("FutureReturnValueIgnored")
final class Closing {

    private Closing() {}

    /** Sends the end of our direction; false where only both can be closed at once, as over TLS. */
    static boolean shutdownOutput(Channel channel) {
        if (!(channel instanceof DuplexChannel duplex)) return false;
        if (channel.pipeline().get(SslHandler.class) != null) return false;
        duplex.shutdownOutput();
        return true;
    }
}
