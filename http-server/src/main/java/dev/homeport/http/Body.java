package dev.homeport.http;

import dev.homeport.http.websocket.Opening;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The content of a message. */
public sealed interface Body {

    /** Content of no bytes. */
    record Empty() implements Body {
        private static final Empty INSTANCE = new Empty();
    }

    /**
     * Content in memory. The array is not copied: who hands it over does not change it any more.
     */
    // A copy of every body, for a value nobody compares or keeps, is not worth its safety.
    @SuppressWarnings("ArrayRecordComponent")
    record Bytes(byte[] bytes) implements Body {}

    /** {@code length} bytes of a file, from {@code offset}; the edge reads them as it sends. */
    record FileRange(Path file, long offset, long length) implements Body {}

    /**
     * No content: the connection goes on as a WebSocket, which {@link
     * dev.homeport.http.websocket.WebSockets#accept} grants. Over HTTP/1.1, and with status 101.
     */
    record Upgrade(Opening opening) implements Body {}

    /**
     * Content that is written while the client takes it, so that it is never whole in memory.
     *
     * <p>The writer runs after the head of the response was handed over, and not at all when no
     * content is sent: for HEAD, 204 and 304, for a length of 0 and when the client has left.
     *
     * @param length how many bytes will be written, {@link #UNKNOWN_LENGTH} when that is not known;
     *     more or fewer end the response as a failure
     */
    record Stream(long length, Writer writer) implements Body {
        public Stream {
            if (length < UNKNOWN_LENGTH) throw new IllegalArgumentException("negative length");
        }
    }

    /**
     * Content that is read while it comes: of a request whose handler asked for that ({@link
     * Intake.Streamed}), or of an answer that is passed on from elsewhere.
     *
     * <p>The stream is there once. That of a request waits for the client and reads on virtual
     * threads only; it throws {@link ContentException} when the client sends too much, too slowly
     * or nonsense, and {@link ClientGoneException} when it leaves. It ends with the handler and the
     * content of its response.
     *
     * @param length how many bytes there are, {@link #UNKNOWN_LENGTH} when that is not known
     * @param stream gives them
     */
    record Incoming(long length, InputStream stream) implements Body {
        private static final int PIECE_BYTES = 16 * 1024;

        /** The same content to be sent. */
        Stream passedOn() {
            return new Stream(
                    length,
                    sink -> {
                        try (InputStream from = stream) {
                            pass(from, sink);
                        }
                    });
        }

        /** What has come is sent before more is waited for. */
        private static void pass(InputStream from, BodySink sink) throws IOException {
            byte[] piece = new byte[PIECE_BYTES];
            for (int n = from.read(piece); n >= 0; n = from.read(piece)) {
                sink.write(piece, 0, n);
                if (from.available() == 0) sink.flush();
            }
        }
    }

    /** Writes streamed content; plain blocking code on a virtual thread. */
    @FunctionalInterface
    interface Writer {
        /**
         * Writes all of the content to {@code sink}; returning is its end.
         *
         * @throws Exception when it cannot; the response then breaks off, so that the client does
         *     not take what it got for the whole
         */
        void write(BodySink sink) throws Exception;
    }

    /** The length of content that is not known before its end. */
    long UNKNOWN_LENGTH = -1;

    /** Streamed content of unknown length. */
    static Body stream(Writer writer) {
        return new Stream(UNKNOWN_LENGTH, writer);
    }

    /** Streamed content of {@code length} bytes. */
    static Body stream(long length, Writer writer) {
        return new Stream(length, writer);
    }

    /** No content. */
    static Body empty() {
        return Empty.INSTANCE;
    }

    /** {@code text} in UTF-8. */
    static Body text(String text) {
        return new Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** How many bytes it has, or {@link #UNKNOWN_LENGTH}. */
    default long length() {
        return switch (this) {
            case Empty() -> 0;
            case Bytes(var bytes) -> bytes.length;
            case FileRange range -> range.length();
            case Upgrade _ -> 0;
            case Stream stream -> stream.length();
            case Incoming incoming -> incoming.length();
        };
    }

    /**
     * The content to read; whoever reads it closes it.
     *
     * @throws IOException when a file cannot be opened
     */
    default InputStream open() throws IOException {
        return switch (this) {
            case Empty() -> InputStream.nullInputStream();
            case Bytes(var bytes) -> new ByteArrayInputStream(bytes);
            case Incoming(_, var stream) -> stream;
            case FileRange _, Stream _, Upgrade _ ->
                    throw new IllegalStateException("this content is for sending only");
        };
    }
}
