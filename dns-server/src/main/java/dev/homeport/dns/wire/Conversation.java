package dev.homeport.dns.wire;

import java.net.InetSocketAddress;

/**
 * Answers messages that take more than a lookup: transfers, notifies, updates and whatever is
 * signed. Plain blocking code: each message is handed over on a virtual thread of its own.
 * Thread-safe.
 */
@FunctionalInterface
public interface Conversation {
    /** Takes nothing over: the responder says what it can to such messages. */
    Conversation NONE = (_, _, _, _) -> {};

    /**
     * Answers one message, with as many messages as it takes.
     *
     * @param message a whole well-formed message with one question; the callee's own copy
     * @param client who sent it
     * @param replies takes the replies; good until this method returns
     * @throws InterruptedException when the server closes; what is left is not said
     */
    void hold(byte[] message, Transport transport, InetSocketAddress client, Replies replies)
            throws InterruptedException;

    /** The way back to who asked. Used by one conversation alone. */
    interface Replies {
        /**
         * Sends one message and waits until the reader keeps up again.
         *
         * @param message without the length that TCP puts before it; not to be written to any more
         * @return false when the asker is gone: nothing more need be said
         * @throws InterruptedException when the server closes
         */
        boolean send(byte[] message) throws InterruptedException;
    }
}
