package dev.homeport.dns.secondary;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A connection to a primary that takes whole messages (RFC 1035 4.2.2) and waits no longer than it
 * may: for a connection, for a byte, for a fair pace, and for all of it. Not thread-safe; who opens
 * it closes it.
 */
final class TcpLink implements AutoCloseable {
    private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Socket socket;
    private final InputStream in;
    private final TransferLimits limits;
    private final long endNanos;
    private long paceNanos;
    private long paceBytes;
    private long bytes;
    private int messages;

    private TcpLink(Socket socket, TransferLimits limits) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.limits = limits;
        this.paceNanos = System.nanoTime();
        this.endNanos = paceNanos + limits.totalTimeout().toNanos();
    }

    /** Connects. */
    static TcpLink open(Primary primary, TransferLimits limits) throws IOException {
        Socket socket = new Socket();
        try {
            if (primary.findSource().isPresent()) {
                socket.bind(new InetSocketAddress(primary.findSource().get(), 0));
            }
            socket.setTcpNoDelay(true);
            socket.connect(primary.address(), millis(limits.connectTimeout()));
            return new TcpLink(socket, limits);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static int millis(Duration duration) {
        return Math.clamp(duration.toMillis(), 1, Integer.MAX_VALUE);
    }

    /** Sends one message. */
    void send(byte[] message) throws IOException {
        ByteBuffer framed = ByteBuffer.allocate(2 + message.length);
        framed.putShort((short) message.length).put(message);
        socket.getOutputStream().write(framed.array());
    }

    /** Waits for the next message. */
    byte[] receive() throws IOException, BadTransfer {
        if (++messages > limits.messagesMax()) {
            throw new BadTransfer("it has more than " + limits.messagesMax() + " messages");
        }
        byte[] length = exactly(2);
        return exactly(((length[0] & 0xff) << 8) | (length[1] & 0xff));
    }

    private byte[] exactly(int wanted) throws IOException, BadTransfer {
        byte[] into = new byte[wanted];
        for (int at = 0; at < wanted; ) {
            socket.setSoTimeout(patience());
            int read = in.read(into, at, wanted - at);
            if (read < 0) throw new EOFException("the connection was closed before the end");
            at += read;
            count(read);
        }
        return into;
    }

    private int patience() throws IOException {
        long left = endNanos - System.nanoTime();
        if (left <= 0) throw new SocketTimeoutException("it took longer than the whole may");
        return (int) Math.min(millis(limits.readTimeout()), 1 + left / 1_000_000);
    }

    private void count(int read) throws BadTransfer {
        bytes += read;
        if (bytes > limits.bytesMax()) {
            throw new BadTransfer("it has more than " + limits.bytesMax() + " bytes");
        }
        long now = System.nanoTime();
        if (now - paceNanos < MINUTE_NANOS) return;
        if (bytes - paceBytes < limits.bytesPerMinuteMin()) {
            throw new BadTransfer("it comes slower than " + limits.bytesPerMinuteMin() + " B/min");
        }
        paceNanos = now;
        paceBytes = bytes;
    }

    /** How much came, lengths included. */
    long bytes() {
        return bytes;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
