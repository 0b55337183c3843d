package dev.homeport.dns.netty;

import dev.homeport.dns.wire.Conversation;
import dev.homeport.dns.wire.Transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;

import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Crosses from event loops to virtual threads: every message for a {@link Conversation} gets a
 * thread of its own, up to a bound. Thread-safe.
 */
final class Conversations {
    private final Conversation conversation;
    private final int conversationsMax;
    private final Consumer<RuntimeException> failures;
    private final AtomicInteger running = new AtomicInteger();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    /**
     * @param conversationsMax at a time, over all addresses
     * @param failures is told of errors of our own, which end the conversation
     */
    Conversations(
            Conversation conversation, int conversationsMax, Consumer<RuntimeException> failures) {
        this.conversation = conversation;
        this.conversationsMax = conversationsMax;
        this.failures = failures;
    }

    /**
     * Starts a conversation about a message.
     *
     * @param message the callee's own copy
     * @param ended runs when it is over, on its thread
     * @return false when there are too many; nothing was started then
     */
    boolean start(
            byte[] message,
            Transport transport,
            InetSocketAddress client,
            Conversation.Replies replies,
            Runnable ended) {
        if (running.incrementAndGet() > conversationsMax) {
            running.decrementAndGet();
            return false;
        }
        Thread thread =
                Thread.ofVirtual()
                        .name("homeport-dns-conversation")
                        .unstarted(() -> hold(message, transport, client, replies, ended));
        threads.add(thread);
        thread.start();
        return true;
    }

    private void hold(
            byte[] message,
            Transport transport,
            InetSocketAddress client,
            Conversation.Replies replies,
            Runnable ended) {
        try {
            conversation.hold(message, transport, client, replies);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failures.accept(e);
        } finally {
            threads.remove(Thread.currentThread());
            running.decrementAndGet();
            ended.run();
        }
    }

    /** Interrupts whatever is being said. */
    void close() {
        threads.forEach(Thread::interrupt);
    }

    /**
     * Replies that are written to a channel; whoever gets ahead of the reader waits.
     *
     * @param framed makes of a message what the channel takes
     */
    static Conversation.Replies to(Channel channel, Function<byte[], Object> framed) {
        return message -> {
            ChannelFuture written = channel.writeAndFlush(framed.apply(message));
            if (!channel.isWritable()) written.await();
            return !written.isDone() || written.isSuccess();
        };
    }

    /** A message behind its length in two bytes (RFC 1035 4.2.2). */
    static ByteBuf lengthed(Channel channel, byte[] message) {
        if (message.length > 65_535) {
            throw new IllegalArgumentException("a message of " + message.length + " bytes");
        }
        return channel.alloc()
                .ioBuffer(2 + message.length)
                .writeShort(message.length)
                .writeBytes(message);
    }
}
