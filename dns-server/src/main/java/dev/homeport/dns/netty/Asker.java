package dev.homeport.dns.netty;

import dev.homeport.dns.peer.ClientAddress;
import dev.homeport.dns.wire.Conversation;

import java.net.InetSocketAddress;

/**
 * Who sent the datagram in hand. One object serves for all datagrams of a socket, one after the
 * other, and builds something only when it is asked.
 */
interface Asker {
    /** Sets the sender's address as numbers. */
    void tell(ClientAddress client);

    /** The sender's address. */
    InetSocketAddress address();

    /** A way to reply later; stays good. */
    Conversation.Replies replies();
}
