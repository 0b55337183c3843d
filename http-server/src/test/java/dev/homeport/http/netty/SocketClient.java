package dev.homeport.http.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.homeport.http.netty.RawClient.Answer;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** A client of a WebSocket that sends exactly the frames it is told, in {@link FrameText}. */
final class SocketClient implements AutoCloseable {
    private final RawClient raw;
    private final DataInputStream in;
    private final Inflater inflater = new Inflater(true);
    private final boolean across;
    private final Answer answer;

    private SocketClient(RawClient raw, Answer answer) {
        this.raw = raw;
        this.answer = answer;
        this.in = new DataInputStream(raw.in());
        String extensions = answer.field("sec-websocket-extensions");
        this.across = !extensions.contains("server_no_context_takeover");
    }

    /** The request for {@code path}, with {@code fields} behind what is needed. */
    static String request(String path, String... fields) {
        StringBuilder head = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: a\r\n");
        head.append("Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n");
        head.append("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
        for (String field : fields) head.append(field).append("\r\n");
        return head.append("\r\n").toString();
    }

    /** Opens a WebSocket under {@code path}. */
    static SocketClient open(RawClient raw, String path, String... fields) {
        return opened(raw.send(request(path, fields)));
    }

    /** The request has been sent. */
    static SocketClient opened(RawClient raw) {
        Answer answer = raw.answer();
        assertEquals(101, answer.status(), answer.toString());
        return new SocketClient(raw, answer);
    }

    Answer answer() {
        return answer;
    }

    RawClient raw() {
        return raw;
    }

    /** Sends {@code frames}, of {@link FrameText}. */
    SocketClient send(String frames) {
        raw.send(FrameText.encode(frames));
        return this;
    }

    /** The next frame, as {@link FrameText} writes it; {@code end} when there is none. */
    String receive() {
        try {
            if (raw.isAtEnd()) return "end";
            int first = in.readUnsignedByte();
            int second = in.readUnsignedByte();
            assertEquals(0, second & 0x80, "a server does not mask");
            long length =
                    switch (second) {
                        case 126 -> in.readUnsignedShort();
                        case 127 -> in.readLong();
                        default -> second;
                    };
            byte[] payload = in.readNBytes((int) length);
            assertEquals(length, payload.length, "a whole frame");
            boolean compressed = (first & 0x40) != 0;
            byte[] plain = compressed ? inflate(payload) : payload;
            return (compressed ? "z" : "") + FrameText.decode(first & 0xbf, plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] inflate(byte[] payload) {
        ByteArrayOutputStream with = new ByteArrayOutputStream();
        with.writeBytes(payload);
        with.writeBytes(new byte[] {0, 0, (byte) 0xff, (byte) 0xff});
        inflater.setInput(with.toByteArray());
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        byte[] piece = new byte[4096];
        try {
            for (int n = inflater.inflate(piece); n > 0; n = inflater.inflate(piece)) {
                plain.write(piece, 0, n);
            }
        } catch (DataFormatException e) {
            throw new IllegalStateException(e);
        }
        if (!across) inflater.reset();
        return plain.toByteArray();
    }

    /** All frames up to the one that closes, and that the connection ends then. */
    String receiveAll() {
        StringBuilder all = new StringBuilder();
        while (true) {
            String frame = receive();
            all.append(all.isEmpty() ? "" : " ").append(frame);
            if (frame.equals("end")) return all.toString();
            if (frame.startsWith("close:")) {
                if (!raw.isAtEnd()) all.append(" and more");
                return all.toString();
            }
        }
    }

    static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        inflater.end();
        raw.close();
    }
}
