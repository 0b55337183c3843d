package dev.homeport.http.netty;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A client of HTTP/2 with prior knowledge that sends exactly the frames it is told. */
final class FrameClient implements AutoCloseable {
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int PRIORITY = 2;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PING = 6;
    static final int GOAWAY = 7;
    static final int WINDOW_UPDATE = 8;
    static final int CONTINUATION = 9;

    static final int END_STREAM = 1;
    static final int ACK = 1;
    static final int END_HEADERS = 4;
    static final int PADDED = 8;

    static final int CALM = 11;

    private static final byte[] PREFACE =
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Socket socket = new Socket();
    private final DataInputStream in;

    /** A frame as it came. */
    // Read once and thrown away.
    @SuppressWarnings("ArrayRecordComponent")
    record Frame(int type, int flags, int stream, byte[] payload) {
        /** The code of RST_STREAM, or of GOAWAY. */
        int error() {
            return ByteBuffer.wrap(payload).getInt(type == GOAWAY ? 4 : 0);
        }
    }

    /** Connects and sends the preface with the SETTINGS {@code settings}: id, value, and so on. */
    FrameClient(InetSocketAddress server, int... settings) {
        try {
            socket.connect(server);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(10_000);
            in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            socket.getOutputStream().write(PREFACE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        send(frame(SETTINGS, 0, 0, settings(settings)));
    }

    static byte[] settings(int... settings) {
        ByteBuffer out = ByteBuffer.allocate(settings.length * 3);
        for (int i = 0; i < settings.length; i += 2) {
            out.putShort((short) settings[i]).putInt(settings[i + 1]);
        }
        return out.array();
    }

    static byte[] frame(int type, int flags, int stream, byte... payload) {
        return ByteBuffer.allocate(9 + payload.length)
                .put((byte) (payload.length >> 16))
                .putShort((short) payload.length)
                .put((byte) type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array();
    }

    static byte[] number(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }

    /** RFC 7541: the fields of {@code method} for {@code path} at the host a, not indexed. */
    static byte[] fields(String method, String path) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        literal(out, 2, method);
        out.write(0x86);
        literal(out, 4, path);
        literal(out, 1, "a");
        return out.toByteArray();
    }

    private static void literal(ByteArrayOutputStream out, int name, String value) {
        out.write(name);
        writeLength(out, value.length());
        out.writeBytes(value.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** RFC 7541 5.1, with a prefix of seven bits. */
    private static void writeLength(ByteArrayOutputStream out, int length) {
        if (length < 127) {
            out.write(length);
            return;
        }
        out.write(127);
        int rest = length - 127;
        while (rest >= 128) {
            out.write((rest & 127) | 128);
            rest >>= 7;
        }
        out.write(rest);
    }

    /** RFC 7541 6.2.1: a field that goes into the table. */
    static byte[] indexed(String name, String value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0x40);
        writeLength(out, name.length());
        out.writeBytes(name.getBytes(StandardCharsets.ISO_8859_1));
        writeLength(out, value.length());
        out.writeBytes(value.getBytes(StandardCharsets.ISO_8859_1));
        return out.toByteArray();
    }

    static byte[] request(int stream, String path) {
        return frame(HEADERS, END_STREAM | END_HEADERS, stream, fields("GET", path));
    }

    /** Sends {@code frames} in one piece; false when the server has closed. */
    boolean send(byte[]... frames) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] frame : frames) all.writeBytes(frame);
        try {
            socket.getOutputStream().write(all.toByteArray());
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The next frame; empty when the server has closed. */
    Optional<Frame> next() {
        try {
            int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
            int type = in.readUnsignedByte();
            int flags = in.readUnsignedByte();
            int stream = in.readInt();
            return Optional.of(new Frame(type, flags, stream, in.readNBytes(length)));
        } catch (SocketTimeoutException e) {
            throw new UncheckedIOException("the server neither answers nor closes", e);
        } catch (EOFException e) {
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // Reset: closed all the same.
        }
    }

    /**
     * Reads up to a frame of {@code type} on {@code stream}; empty when the server closes before.
     */
    Optional<Frame> next(int type, int stream) {
        Optional<Frame> next = next();
        while (next.isPresent() && !(next.get().type() == type && next.get().stream() == stream)) {
            next = next();
        }
        return next;
    }

    /** The code the server goes away with; empty when it closes without. */
    Optional<Integer> goneAway() {
        return next(GOAWAY, 0).map(Frame::error);
    }

    boolean isAtEnd() {
        while (next().isPresent()) {}
        return true;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
