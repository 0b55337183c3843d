package dev.homeport.benchmarks.probe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Asks one question over UDP at 127.0.0.1 again and again, until there is a reply. */
public final class DnsProbe implements AutoCloseable {
    private static final long PAUSE_NANOS = 1_000_000;
    private static final long RESEND_NANOS = 2_000_000;
    private static final int REPLY_BYTES_MAX = 4096;

    private final DatagramChannel channel;
    private final ByteBuffer reply = ByteBuffer.allocate(REPLY_BYTES_MAX);
    private int lastId;

    /** Opens a socket towards a port, where nobody need listen yet. */
    public DnsProbe(int port) throws IOException {
        channel = DatagramChannel.open();
        channel.configureBlocking(false);
        channel.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
    }

    /**
     * Asks until there is a reply.
     *
     * @return empty when there was none in time
     */
    public Optional<DnsReply> ask(DnsQuestion question, Duration max) throws IOException {
        int id = ++lastId & 0xffff;
        ByteBuffer query = ByteBuffer.wrap(question.encode(id));
        long start = System.nanoTime();
        long sent = start - RESEND_NANOS;
        while (System.nanoTime() - start < max.toNanos()) {
            if (System.nanoTime() - sent >= RESEND_NANOS) {
                sent = send(query) ? System.nanoTime() : sent;
            }
            Optional<DnsReply> found = receive(id);
            if (found.isPresent()) return found;
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return Optional.empty();
    }

    /**
     * Asks until there is an answer: a server that is up may still be loading the zone.
     *
     * @return empty when there was none in time
     */
    public Optional<DnsReply> askUntilServed(DnsQuestion question, Duration max)
            throws IOException {
        long start = System.nanoTime();
        while (true) {
            Optional<DnsReply> reply = ask(question, max.minusNanos(System.nanoTime() - start));
            if (reply.isEmpty() || reply.get().rcode() == 0) return reply;
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** A closed port refuses the datagram before; then the query is sent again at once. */
    private boolean send(ByteBuffer query) throws IOException {
        try {
            channel.write(query.rewind());
            return true;
        } catch (PortUnreachableException refused) {
            return false;
        }
    }

    private Optional<DnsReply> receive(int id) throws IOException {
        try {
            reply.clear();
            int length = channel.read(reply);
            return DnsReply.decode(reply.array(), length, id);
        } catch (PortUnreachableException refused) {
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
