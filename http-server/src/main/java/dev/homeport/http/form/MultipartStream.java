package dev.homeport.http.form;

import dev.homeport.http.ContentException;
import dev.homeport.http.Request;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads a form with files (RFC 7578) part by part while it comes, so that a file can go where it
 * belongs without being in memory. As strict as {@link Multipart}; what is wrong is told by a
 * {@link ContentException}, which a handler may let through.
 *
 * <p>Used by one thread. Closing it closes the content of the request.
 */
public final class MultipartStream implements AutoCloseable {
    private static final int BUFFER_BYTES = 16 * 1024;

    private final InputStream in;
    private final MultipartLimits limits;

    /** CRLF, two hyphens and the boundary; it has one CR, so that finding it takes linear time. */
    private final byte[] delimiter;

    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int at;
    private int end;

    /** Up to here the buffer is known to be content of the part being read. */
    private int known;

    private int parts;
    private State state = State.BEGIN;
    private @Nullable StreamedPart current;

    private enum State {
        BEGIN,
        CONTENT,
        DELIMITER,
        OVER
    }

    private MultipartStream(InputStream in, String boundary, MultipartLimits limits) {
        this.in = in;
        this.limits = limits;
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * The form in the content of {@code request}.
     *
     * @throws ContentException 415 when it is none, 400 when it has no boundary
     */
    public static MultipartStream open(Request request, MultipartLimits limits) throws IOException {
        String boundary = boundary(request.headers().joined("content-type"));
        return new MultipartStream(request.body().open(), boundary, limits);
    }

    /** The form in {@code in}, which was sent as {@code contentType}. */
    static MultipartStream of(InputStream in, String contentType, MultipartLimits limits)
            throws ContentException {
        return new MultipartStream(in, boundary(contentType), limits);
    }

    /** The boundary that {@code contentType} names. */
    static String boundary(String contentType) throws ContentException {
        Optional<Parameters> type = Parameters.parse(contentType);
        if (type.isEmpty() || !type.get().value().equals("multipart/form-data")) {
            throw new ContentException(415, "A form with files is sent as multipart/form-data.");
        }
        String boundary = type.get().find("boundary").orElse("");
        if (!MultipartReader.isBoundary(boundary)) {
            throw new ContentException(400, "The form has no boundary.");
        }
        return boundary;
    }

    /**
     * The next part; empty when there is none. What was not read of the one before is passed over,
     * and it cannot be read any more.
     */
    public Optional<StreamedPart> next() throws IOException {
        StreamedPart last = current;
        if (last != null) last.finish();
        current = null;
        switch (state) {
            case BEGIN -> begin();
            case DELIMITER -> {}
            case CONTENT -> throw new IllegalStateException("a part is not finished");
            case OVER -> {
                return Optional.empty();
            }
        }
        if (!continues()) {
            state = State.OVER;
            // RFC 2046 5.1.1: what follows the last boundary is to be ignored.
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return Optional.empty();
        }
        if (parts++ == limits.partsMax()) throw PartHead.tooManyParts(limits);
        PartHead head = head();
        state = State.CONTENT;
        known = at;
        StreamedPart part = new StreamedPart(head, this, limits);
        current = part;
        return Optional.of(part);
    }

    /** The first boundary has no line before it whose end would be part of it. */
    private void begin() throws IOException {
        for (int i = 2; i < delimiter.length; i++) {
            if (take() != delimiter[i]) {
                throw PartHead.malformed("it does not begin with its boundary.");
            }
        }
    }

    /** Whether a part follows the delimiter that was just read. */
    private boolean continues() throws IOException {
        int c = take();
        if (c == '-') {
            if (take() == '-') return false;
            throw oddBoundary();
        }
        while (c == ' ' || c == '\t') c = take();
        if (c != '\r' || take() != '\n') throw oddBoundary();
        return true;
    }

    private static ContentException oddBoundary() {
        return PartHead.malformed("a line only starts like the boundary.");
    }

    private PartHead head() throws IOException {
        PartHead.Reader reader = new PartHead.Reader(limits);
        int left = limits.headerBytesMax();
        for (String line = line(left); !line.isEmpty(); line = line(left)) {
            left -= line.length() + 2;
            reader.add(line);
        }
        return reader.head();
    }

    /** The next line of a head, one character a byte. */
    private String line(int bytesMax) throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            if (line.length() > bytesMax) {
                throw new ContentException(413, "A part of the form has too large a header.");
            }
            int c = take();
            if (c < 0) throw PartHead.malformed("it ends within a part.");
            if (c == '\r' && take() == '\n') return line.toString();
            if (c == '\r' || c == '\n' || c == 0) {
                throw PartHead.malformed("a header line ends oddly.");
            }
            line.append((char) c);
        }
    }

    /** The next byte, or -1. */
    private int take() throws IOException {
        if (at == end && !fill()) return -1;
        return buffer[at++] & 0xff;
    }

    /** Reads more behind what is there; false at the end. */
    private boolean fill() throws IOException {
        if (at > 0) {
            System.arraycopy(buffer, at, buffer, 0, end - at);
            end -= at;
            known -= at;
            at = 0;
        }
        int read = in.read(buffer, end, buffer.length - end);
        if (read < 0) return false;
        end += read;
        return true;
    }

    /** Reads content of the current part, at least a byte; -1 at its end. */
    int read(byte[] bytes, int offset, int length) throws IOException {
        if (state != State.CONTENT) return -1;
        while (at >= known && !findContent()) {
            if (!fill()) throw PartHead.malformed("it ends before its last boundary.");
        }
        if (state != State.CONTENT) return -1;
        int read = Math.min(length, known - at);
        System.arraycopy(buffer, at, bytes, offset, read);
        at += read;
        return read;
    }

    /** Looks how much is content before a delimiter; false when more is needed to tell. */
    private boolean findContent() {
        for (int i = at; i < end; i++) {
            if (buffer[i] != '\r') continue;
            int same = same(i);
            if (same == delimiter.length && i == at) {
                at += delimiter.length;
                state = State.DELIMITER;
                return true;
            }
            if (same < delimiter.length && i + same < end) continue;
            known = i;
            return known > at;
        }
        known = end;
        return known > at;
    }

    /** How many bytes from {@code place} on are those of the delimiter. */
    private int same(int place) {
        int most = Math.min(delimiter.length, end - place);
        int same = 0;
        while (same < most && buffer[place + same] == delimiter[same]) same++;
        return same;
    }

    @Override
    public void close() throws IOException {
        state = State.OVER;
        in.close();
    }
}
