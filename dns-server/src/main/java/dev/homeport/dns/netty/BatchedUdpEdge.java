package dev.homeport.dns.netty;

import dev.homeport.dns.peer.ClientAddress;
import dev.homeport.dns.wire.Conversation;
import dev.homeport.dns.wire.Exchange;
import dev.homeport.dns.wire.Responder;

import io.netty.channel.ChannelException;
import io.netty.channel.IoEvent;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoEvent;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.epoll.LinuxSocket;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.Socket;
import io.netty.util.concurrent.Future;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.concurrent.RejectedExecutionException;

/**
 * Answers datagrams of one socket without Netty's channels: Netty's loop says that there are some,
 * this drains them with {@code recvmmsg} and answers with {@code sendmmsg}, and no object is made
 * for any of them. Lives on its loop, but for {@link #open} and {@link #stop}.
 *
 * <pre>
 *   reading --(socket takes no more replies)--> writing --(all are gone)--> reading
 *   reading, writing --(stop)--> closed
 * </pre>
 */
final class BatchedUdpEdge implements EpollIoHandle, Asker {
    /** More bring nothing: at 64 a system call is less than a tenth of the work for a datagram. */
    private static final int SLOTS = 64;

    /** Then it is the turn of others on the loop; the loop comes back at once. */
    private static final int ROUNDS_PER_WAKE_UP = 16;

    private final IoEventLoop loop;
    private final Socket socket;
    private final DatagramBatch batch;
    private final DatagramAnswers answers;
    private final byte[] query;
    private @Nullable IoRegistration registration;
    private State state = State.READING;
    private int slot;

    private enum State {
        READING,
        WRITING,
        CLOSED
    }

    private BatchedUdpEdge(
            IoEventLoop loop,
            Socket socket,
            DatagramBatch batch,
            Responder responder,
            Conversations conversations,
            Outcomes outcomes,
            int queryBytesMax) {
        this.loop = loop;
        this.socket = socket;
        this.batch = batch;
        this.answers = new DatagramAnswers(responder, conversations, outcomes, this);
        this.query = new byte[queryBytesMax];
    }

    /**
     * Opens a socket and serves it on a loop.
     *
     * @param datagramBytesMax of a query or a reply, whichever is longer
     * @throws AddressTakenException if the address cannot be had
     */
    static BatchedUdpEdge open(
            InetSocketAddress address,
            IoEventLoop loop,
            Responder responder,
            Conversations conversations,
            Outcomes outcomes,
            int queryBytesMax,
            int datagramBytesMax)
            throws AddressTakenException {
        boolean any = address.getAddress().isAnyLocalAddress();
        var addressed = any ? DatagramBatch.Addressed.TO_ANY : DatagramBatch.Addressed.TO_ONE;
        var edge =
                new BatchedUdpEdge(
                        loop,
                        bound(address),
                        new DatagramBatch(SLOTS, datagramBytesMax, addressed),
                        responder,
                        conversations,
                        outcomes,
                        queryBytesMax);
        edge.register();
        return edge;
    }

    private static Socket bound(InetSocketAddress address) throws AddressTakenException {
        Socket socket = null;
        try {
            socket = LinuxSocket.newSocketDgram(address.getAddress() instanceof Inet6Address);
            socket.setReusePort(true);
            socket.setReceiveBufferSize(Loops.SOCKET_BUFFER_BYTES);
            socket.setSendBufferSize(Loops.SOCKET_BUFFER_BYTES);
            if (address.getAddress().isAnyLocalAddress()) {
                PacketInfo.request(socket, address.getAddress());
            }
            socket.bind(address);
            return socket;
        } catch (IOException | ChannelException e) {
            if (socket != null) close(socket);
            throw new AddressTakenException(address, "udp", e);
        }
    }

    private void register() {
        Future<IoRegistration> registered = loop.register(this).syncUninterruptibly();
        loop.submit(() -> begin(registered.getNow())).syncUninterruptibly();
    }

    private void begin(IoRegistration granted) {
        registration = granted;
        granted.submit(EpollIoOps.EPOLLIN);
    }

    @Override
    public FileDescriptor fd() {
        return socket;
    }

    @Override
    public void handle(IoRegistration granted, IoEvent event) {
        if (state == State.CLOSED) return;
        if (((EpollIoEvent) event).ops().contains(EpollIoOps.EPOLLERR)) clearError();
        if (state == State.WRITING && !written(granted)) return;
        for (int round = 0; round < ROUNDS_PER_WAKE_UP; round++) {
            int count = batch.receive(socket.intValue());
            if (count == 0) return;
            answer(count);
            if (!written(granted) || count < batch.slots()) return;
        }
    }

    /** ICMP errors of earlier replies surface here; they concern nobody but their askers. */
    private void clearError() {
        try {
            var _ = socket.getSoError();
        } catch (IOException e) {
            // Then there is nothing to clear.
        }
        answers.lost(1);
    }

    private void answer(int count) {
        Exchange exchange = Workplace.ofLoop();
        answers.begin();
        for (slot = 0; slot < count; slot++) {
            try {
                int length = batch.copyQuery(slot, query);
                if (answers.answer(exchange, query, length)) {
                    batch.reply(slot, exchange.reply(), exchange.replyLength());
                } else {
                    batch.skip(slot);
                }
            } catch (RuntimeException e) {
                // Thrown on, it would take the loop's other sockets and connections down for a
                // while.
                batch.skip(slot);
                answers.failed(e);
            }
        }
    }

    /** Sends replies; while the socket takes no more of them, nothing more is read. */
    private boolean written(IoRegistration granted) {
        boolean all = batch.send(socket.intValue());
        answers.lost(batch.takeLost());
        if (all && state == State.WRITING) {
            state = State.READING;
            granted.submit(EpollIoOps.EPOLLIN);
        } else if (!all && state == State.READING) {
            state = State.WRITING;
            granted.submit(EpollIoOps.EPOLLOUT);
        }
        return all;
    }

    @Override
    public void tell(ClientAddress client) {
        batch.tellSender(slot, client);
    }

    @Override
    public InetSocketAddress address() {
        return batch.sender(slot);
    }

    /** A socket that takes no more loses the message, as any datagram may be lost. */
    @Override
    public Conversation.Replies replies() {
        DatagramBatch.ReturnPath path = batch.returnPath(slot);
        return message -> {
            try {
                Future<Boolean> sent = loop.submit(() -> sendOne(path, message)).await();
                return sent.isSuccess() && sent.getNow();
            } catch (RejectedExecutionException e) {
                return false; // The loop has ended, and with it the server.
            }
        };
    }

    private boolean sendOne(DatagramBatch.ReturnPath path, byte[] message) {
        if (state == State.CLOSED) return false;
        DatagramBatch one = DatagramBatch.of(path, message);
        return one.send(socket.intValue()) && one.takeLost() == 0;
    }

    /** Stops serving and frees the address. May be called from anywhere but the loop. */
    void stop() {
        try {
            loop.submit((Runnable) this::close).awaitUninterruptibly();
        } catch (RejectedExecutionException e) {
            // The loop has ended and closed what was registered with it.
        }
    }

    /** Netty's loop calls this too, when it ends. */
    @Override
    public void close() {
        if (state == State.CLOSED) return;
        state = State.CLOSED;
        if (registration != null) registration.cancel();
        close(socket);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
