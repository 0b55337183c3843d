package dev.homeport.http.netty;

import dev.homeport.http.HttpLimits;
import dev.homeport.http.semantics.Ascii;
import dev.homeport.http.semantics.Framing;

import io.netty.buffer.ByteBuf;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Follows the bytes of an HTTP/1.1 connection message by message and refuses whatever is not
 * exactly the grammar of RFC 9112, before anything else reads them.
 *
 * <pre>
 *  HEAD --no content-------------------------------> HEAD
 *    \--length--> CONTENT -------------------------> HEAD
 *     \-chunked-> CHUNK_LINE --> CHUNK --> CHUNK_END
 *                   |  ^____________________/
 *                   \--size 0--> TRAILER ----------> HEAD
 * </pre>
 *
 * <p>It consumes nothing: {@link #next} says how many bytes at the reader index may be passed on.
 * Used by one event loop; total for any bytes.
 */
final class H1Scan {
    private static final int EMPTY_LINES_MAX = 4;
    private static final int CHUNK_LINE_BYTES_MAX = 256;
    private static final int CHUNK_DIGITS_MAX = 7;

    private final HttpLimits limits;
    private State state = State.HEAD;
    private int emptyLines;

    // Of the head or trailer being read: how far, where its line starts, and what it costs so far.
    private int scanned;
    private int lineStart;
    private int fieldBytes;
    private int fieldCount;
    private boolean requestLineDone;
    private Framing.Version version = Framing.Version.HTTP_1_1;
    private final List<String> lengths = new ArrayList<>(1);
    private final List<String> codings = new ArrayList<>(1);

    private long remaining;
    private int length;
    private int status;
    private String reason = "";

    private enum State {
        HEAD,
        CONTENT,
        CHUNK_LINE,
        CHUNK,
        CHUNK_END,
        TRAILER
    }

    /** What to do with the bytes at the reader index. */
    enum Verdict {
        /** More bytes are needed to tell. */
        MORE,
        /** {@link #length} bytes are in order; the message goes on after them. */
        PASS,
        /** {@link #length} bytes are in order and end the message. */
        PASS_LAST,
        /** {@link #length} bytes before a message are to be dropped. */
        DROP,
        /** The connection must end with {@link #status}. */
        REFUSE
    }

    H1Scan(HttpLimits limits) {
        this.limits = limits;
    }

    int length() {
        return length;
    }

    int status() {
        return status;
    }

    String reason() {
        return reason;
    }

    /** Whether nothing of a message has been looked at. */
    boolean isFresh() {
        return state == State.HEAD && scanned == 0 && emptyLines == 0;
    }

    /** Whether the head of a message has been passed on and its content is due. */
    boolean isInContent() {
        return state != State.HEAD;
    }

    /** Looks at the readable bytes of {@code in}, of which there is at least one. */
    Verdict next(ByteBuf in) {
        return switch (state) {
            case HEAD -> head(in);
            case CONTENT -> content(in, State.HEAD);
            case CHUNK_LINE -> chunkLine(in);
            case CHUNK -> content(in, State.CHUNK_END);
            case CHUNK_END -> chunkEnd(in);
            case TRAILER -> fields(in);
        };
    }

    private Verdict head(ByteBuf in) {
        if (requestLineDone) return fields(in);
        int first = in.getUnsignedByte(in.readerIndex());
        if (first == '\r') return emptyLine(in);
        if (!Ascii.isTokenCharacter(first)) return refuse(400, "not a request");
        int lf = in.indexOf(in.readerIndex() + scanned, in.writerIndex(), (byte) '\n');
        int lineBytes = (lf < 0 ? in.readableBytes() : lf - in.readerIndex()) - 1;
        if (lineBytes > limits.requestLineBytesMax()) return refuse(414, "request line too long");
        if (lf < 0) {
            scanned = in.readableBytes();
            return Verdict.MORE;
        }
        Verdict verdict = requestLine(in, in.readerIndex(), lf);
        if (verdict == Verdict.REFUSE) return verdict;
        requestLineDone = true;
        startLineAt(lf + 1 - in.readerIndex());
        return fields(in);
    }

    /** RFC 9112 2.2: an empty line before a request is ignored; a stream of them is not. */
    private Verdict emptyLine(ByteBuf in) {
        if (in.readableBytes() < 2) return Verdict.MORE;
        if (in.getByte(in.readerIndex() + 1) != '\n') return refuse(400, "bare CR");
        if (++emptyLines > EMPTY_LINES_MAX) return refuse(400, "too many empty lines");
        length = 2;
        return Verdict.DROP;
    }

    /** RFC 9112 3: method SP target SP version CRLF, with exactly these spaces. */
    private Verdict requestLine(ByteBuf in, int start, int lf) {
        int end = lf - 1;
        if (end <= start || in.getByte(end) != '\r') return refuse(400, "bare LF");
        int at = start;
        while (at < end && Ascii.isTokenCharacter(in.getUnsignedByte(at))) at++;
        if (at == end || in.getByte(at) != ' ') return refuse(400, "bad request line");
        int target = ++at;
        while (at < end && isVisible(in.getUnsignedByte(at))) at++;
        if (at == target || at == end || in.getByte(at) != ' ') {
            return refuse(400, "bad request target");
        }
        return version(in.toString(at + 1, end - at - 1, StandardCharsets.ISO_8859_1));
    }

    private Verdict version(String text) {
        if (text.equals("HTTP/1.1")) {
            version = Framing.Version.HTTP_1_1;
        } else if (text.equals("HTTP/1.0")) {
            version = Framing.Version.HTTP_1_0;
        } else {
            boolean other =
                    text.length() == 8
                            && text.startsWith("HTTP/")
                            && Ascii.isDigit(text.charAt(5))
                            && text.charAt(6) == '.'
                            && Ascii.isDigit(text.charAt(7));
            return other ? refuse(505, "unknown version of HTTP") : refuse(400, "bad version");
        }
        return Verdict.MORE;
    }

    private static boolean isVisible(int c) {
        return c > ' ' && c < 0x7f;
    }

    private void startLineAt(int offset) {
        lineStart = offset;
        scanned = offset;
    }

    /** Reads field lines, of a head or of a trailer, up to the empty line. */
    private Verdict fields(ByteBuf in) {
        int base = in.readerIndex();
        while (true) {
            int lf = in.indexOf(base + scanned, in.writerIndex(), (byte) '\n');
            int end = lf < 0 ? in.writerIndex() : lf + 1;
            int bytes = end - base - lineStart;
            if (fieldBytes + bytes - 2 > limits.headerBytesMax()) {
                return refuse(431, "fields too long");
            }
            if (lf < 0) {
                scanned = in.readableBytes();
                return Verdict.MORE;
            }
            int start = base + lineStart;
            if (lf == start || in.getByte(lf - 1) != '\r') return refuse(400, "bare LF");
            startLineAt(lf + 1 - base);
            if (lf - 1 == start) return endOfFields();
            fieldBytes += bytes;
            if (++fieldCount > limits.headerCountMax()) return refuse(431, "too many fields");
            if (!field(in, start, lf - 1)) return Verdict.REFUSE;
        }
    }

    /** RFC 9112 5: name ":" OWS value OWS, where nothing may stand between name and colon. */
    private boolean field(ByteBuf in, int start, int end) {
        int colon = start;
        while (colon < end && Ascii.isTokenCharacter(in.getUnsignedByte(colon))) colon++;
        if (colon == start || colon == end || in.getByte(colon) != ':') {
            // Also a line that starts with a space: RFC 9112 5.2, obsolete folding.
            refuse(400, "bad field name");
            return false;
        }
        for (int i = colon + 1; i < end; i++) {
            int c = in.getUnsignedByte(i);
            // RFC 9110 5.5: a bare CR, NUL or other control has no place in a value.
            if ((c < ' ' && c != '\t') || c == 0x7f) {
                refuse(400, "control character in a field");
                return false;
            }
        }
        if (state == State.HEAD) noteFraming(in, start, colon, end);
        return true;
    }

    private void noteFraming(ByteBuf in, int start, int colon, int end) {
        int first = in.getByte(start) | 0x20;
        if (first == 'c' && isName(in, start, colon, "content-length")) {
            lengths.add(in.toString(colon + 1, end - colon - 1, StandardCharsets.ISO_8859_1));
        } else if (first == 't' && isName(in, start, colon, "transfer-encoding")) {
            codings.add(in.toString(colon + 1, end - colon - 1, StandardCharsets.ISO_8859_1));
        }
    }

    private static boolean isName(ByteBuf in, int start, int colon, String name) {
        if (colon - start != name.length()) return false;
        for (int i = 0; i < name.length(); i++) {
            int c = in.getByte(start + i);
            int folded = c >= 'A' && c <= 'Z' ? c | 0x20 : c;
            if (folded != name.charAt(i)) return false;
        }
        return true;
    }

    private Verdict endOfFields() {
        length = lineStart;
        boolean trailer = state == State.TRAILER;
        Framing framing = trailer ? new Framing.None() : Framing.of(version, lengths, codings);
        forgetHead();
        return switch (framing) {
            case Framing.None() -> to(State.HEAD, Verdict.PASS_LAST);
            case Framing.Length(var bytes) -> {
                remaining = bytes;
                yield to(State.CONTENT, Verdict.PASS);
            }
            case Framing.Chunked() -> to(State.CHUNK_LINE, Verdict.PASS);
            case Framing.Refused(var code, var why) -> refuse(code, why);
        };
    }

    private void forgetHead() {
        startLineAt(0);
        fieldBytes = 0;
        fieldCount = 0;
        emptyLines = 0;
        requestLineDone = false;
        if (!lengths.isEmpty()) lengths.clear();
        if (!codings.isEmpty()) codings.clear();
    }

    private Verdict content(ByteBuf in, State after) {
        length = (int) Math.min(remaining, in.readableBytes());
        remaining -= length;
        if (remaining > 0) return Verdict.PASS;
        return to(after, after == State.HEAD ? Verdict.PASS_LAST : Verdict.PASS);
    }

    private Verdict chunkLine(ByteBuf in) {
        int start = in.readerIndex();
        int lf = in.indexOf(start, in.writerIndex(), (byte) '\n');
        int lineBytes = (lf < 0 ? in.writerIndex() : lf) - start;
        if (lineBytes > CHUNK_LINE_BYTES_MAX) return refuse(400, "chunk line too long");
        if (lf < 0) return Verdict.MORE;
        if (lf == start || in.getByte(lf - 1) != '\r') return refuse(400, "bare LF");
        int size = ChunkLine.size(in, start, lf - 1, CHUNK_DIGITS_MAX);
        if (size < 0) return refuse(400, "bad chunk line");
        length = lf + 1 - start;
        remaining = size;
        return to(size == 0 ? State.TRAILER : State.CHUNK, Verdict.PASS);
    }

    private Verdict chunkEnd(ByteBuf in) {
        if (in.getByte(in.readerIndex()) != '\r') return refuse(400, "chunk longer than its size");
        if (in.readableBytes() < 2) return Verdict.MORE;
        if (in.getByte(in.readerIndex() + 1) != '\n') return refuse(400, "bare CR");
        length = 2;
        return to(State.CHUNK_LINE, Verdict.PASS);
    }

    private Verdict to(State next, Verdict verdict) {
        state = next;
        return verdict;
    }

    private Verdict refuse(int code, String why) {
        status = code;
        reason = why;
        return Verdict.REFUSE;
    }
}
