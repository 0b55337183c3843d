package dev.homeport.testkit;

import dev.homeport.http.Body;
import dev.homeport.http.BodySink;
import dev.homeport.http.Response;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Sends the content of a right response in the wrong way that a fault asks for. */
final class FaultyBody extends BodySink {
    private static final int PIECE_BYTES = 16 * 1024;

    private final BodySink sink;
    private final WebFault fault;
    private long sent;

    private FaultyBody(BodySink sink, WebFault fault) {
        this.sink = sink;
        this.fault = fault;
    }

    /** {@code response} with its content sent as {@code fault} says. */
    static Response of(Response response, WebFault fault) {
        Body body = response.body();
        // What becomes a WebSocket has no content.
        if (body instanceof Body.Upgrade) return response;
        Body.Writer writer = sink -> copy(body, new FaultyBody(sink, fault));
        return new Response(
                response.status(), response.headers(), new Body.Stream(body.length(), writer));
    }

    private static void copy(Body body, FaultyBody to) throws Exception {
        switch (body) {
            case Body.Stream(long _, Body.Writer writer) -> writer.write(to);
            case Body.FileRange(Path file, long offset, long length) -> {
                try (InputStream in = Files.newInputStream(file)) {
                    in.skipNBytes(offset);
                    copy(in, length, to);
                }
            }
            case Body.Upgrade _ -> throw new IllegalStateException("it is no content");
            case Body.Empty _, Body.Bytes _, Body.Incoming _ -> {
                try (InputStream in = body.open()) {
                    in.transferTo(to);
                }
            }
        }
    }

    private static void copy(InputStream in, long length, FaultyBody to) throws IOException {
        long left = length;
        while (left > 0) {
            byte[] piece = in.readNBytes((int) Math.min(left, PIECE_BYTES));
            if (piece.length == 0) throw new EOFException("the file became shorter");
            to.write(piece, 0, piece.length);
            left -= piece.length;
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        for (int at = 0; at < length; ) {
            int piece = Math.min(length - at, room());
            pause();
            sink.write(bytes, offset + at, piece);
            sink.flush();
            at += piece;
            sent += piece;
        }
    }

    /** How many bytes may be sent next. */
    private int room() throws IOException {
        return switch (fault) {
            case WebFault.SlowBody(int bytes, _) -> bytes;
            case WebFault.BrokenOff(long bytes) -> {
                if (sent >= bytes) throw new IOException("cut off on purpose");
                yield (int) Math.min(bytes - sent, Integer.MAX_VALUE);
            }
            case WebFault.Status _, WebFault.Delay _ -> Integer.MAX_VALUE;
        };
    }

    private void pause() throws IOException {
        if (!(fault instanceof WebFault.SlowBody slow)) return;
        try {
            Thread.sleep(slow.pause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the test is over");
        }
    }

    @Override
    public void flush() throws IOException {
        sink.flush();
    }

    @Override
    public boolean isEnding() {
        return sink.isEnding();
    }

    @Override
    public void whenEnding(Runnable wake) {
        sink.whenEnding(wake);
    }
}
