package dev.homeport.http.netty;

import dev.homeport.http.Body;
import dev.homeport.http.Kept;
import dev.homeport.http.Response;
import dev.homeport.http.semantics.Ascii;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.AsciiString;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.function.IntFunction;

/**
 * A response as bytes, ready to be written again and again by one event loop: the head as HTTP/1.1
 * has it, the content behind it, and the head as HTTP/2 has it.
 *
 * <p>The memory is the JDK's and goes with the response it is kept beside, so that nobody has to
 * free it. The date is renewed in place, once a second, but never while a write of these bytes is
 * under way.
 */
final class Ready {
    private final Response response;
    private final ByteBuf whole;
    private final int headBytes;
    private final int dateAt;
    private long second;
    private long http2Second;
    private @Nullable Http2Headers http2Head;

    private Ready(Response response, ByteBuf whole, int headBytes, int dateAt, long second) {
        this.response = response;
        this.whole = whole;
        this.headBytes = headBytes;
        this.dateAt = dateAt;
        this.second = second;
    }

    /** The bytes of {@code response} on {@code loop}, or null when it is not one to be kept. */
    static @Nullable Ready of(Response response, Loop loop) {
        Kept place = response.headers().place();
        if (place == null || !isInMemory(response)) return null;
        if (place.get(loop) instanceof Ready ready && ready.isOf(response)) {
            if (ready.second == loop.second() || ready.renew(loop)) return ready;
        }
        Ready made = make(response, loop, Ready::lasting);
        place.put(loop, made);
        return made;
    }

    /** Whether the content is there as a whole. */
    static boolean isInMemory(Response response) {
        return switch (response.body()) {
            case Body.Empty(), Body.Bytes _ -> true;
            case Body.FileRange _, Body.Stream _, Body.Incoming _, Body.Upgrade _ -> false;
        };
    }

    /** The bytes of {@code response}, whose fields are kept and whose content is in memory. */
    static Ready kept(Response response, Loop loop) {
        Ready ready = of(response, loop);
        if (ready == null) throw new IllegalArgumentException("not an answer to be kept");
        return ready;
    }

    /** Bytes of {@code response} that are copied and never lent; they go with their owner. */
    static Ready own(Response response, Loop loop) {
        return make(response, loop, Unpooled::buffer);
    }

    // Identity: these objects are built once and compared on every request.
    @SuppressWarnings("ReferenceEquality")
    private boolean isOf(Response other) {
        return response.status() == other.status() && response.body() == other.body();
    }

    private static Ready make(Response response, Loop loop, IntFunction<ByteBuf> memory) {
        ByteBuf head = Unpooled.buffer(1024);
        int dateAt = H1Head.writeKeeping(head, response, loop);
        byte[] content = response.body() instanceof Body.Bytes(var bytes) ? bytes : new byte[0];
        int headBytes = head.readableBytes();
        ByteBuf whole = memory.apply(headBytes + content.length);
        whole.writeBytes(head).writeBytes(content);
        return new Ready(response, whole, headBytes, dateAt, loop.second());
    }

    private static ByteBuf lasting(int bytes) {
        return Unpooled.wrappedBuffer(ByteBuffer.allocateDirect(bytes)).clear();
    }

    /** Whether the date is that of {@code other}. */
    boolean isOf(long other) {
        return second == other;
    }

    /** Brings the date up to now; false while a write of the bytes is under way. */
    boolean renew(Loop loop) {
        if (whole.refCnt() != 1) return false;
        second = loop.second();
        H1Head.setDate(whole, dateAt, loop);
        return true;
    }

    /** Head and content for HTTP/1.1. */
    ByteBuf whole() {
        return whole.retainedDuplicate();
    }

    /** The head for HTTP/1.1. */
    ByteBuf head() {
        return whole.retainedSlice(0, headBytes);
    }

    /** The content. */
    ByteBuf content() {
        return whole.retainedSlice(headBytes, contentBytes());
    }

    /** Appends the first {@code bytes} of head and content to {@code out}. */
    void copy(ByteBuf out, int bytes) {
        out.writeBytes(whole, 0, bytes);
    }

    int headBytes() {
        return headBytes;
    }

    int wholeBytes() {
        return whole.writerIndex();
    }

    int contentBytes() {
        return whole.writerIndex() - headBytes;
    }

    /** The head for HTTP/2; the codec encodes it before it returns. */
    Http2Headers http2Head(Loop loop) {
        Http2Headers head = http2Head;
        if (head == null) http2Head = head = http2(response, loop);
        else if (http2Second != loop.second()) head.set(HttpHeaderNames.DATE, loop.date());
        http2Second = loop.second();
        return head;
    }

    /** The head of {@code response} in HTTP/2, with all framing. */
    static Http2Headers http2(Response response, Loop loop) {
        int status = response.status();
        Http2Headers head =
                new DefaultHttp2Headers(false, response.headers().size() + 3)
                        .status(text(Integer.toString(status)))
                        .set(HttpHeaderNames.DATE, loop.date());
        response.headers()
                .forEach(
                        (name, value) -> {
                            if (FramingFields.isOwned(name)) return;
                            head.add(text(Ascii.lower(name)), text(value));
                        });
        boolean known = response.body().length() >= 0;
        if (known && !FramingFields.isBodiless(status)) {
            String length = Long.toString(response.body().length());
            head.set(HttpHeaderNames.CONTENT_LENGTH, text(length));
        }
        return head;
    }

    /** The encoder looks each field up by its hash, which this text remembers. */
    private static AsciiString text(CharSequence value) {
        return AsciiString.of(value);
    }
}
