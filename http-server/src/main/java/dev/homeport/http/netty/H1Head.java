package dev.homeport.http.netty;

import dev.homeport.http.Headers;
import dev.homeport.http.Protocol;
import dev.homeport.http.Response;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;

import java.nio.charset.StandardCharsets;

/** Writes the heads of HTTP/1.1 responses, framing included (RFC 9112 4, 6). */
final class H1Head {
    private static final byte[] EARLY_HINTS = ascii("HTTP/1.1 103 Early Hints\r\n");
    private static final byte[] DATE = ascii("date: ");
    private static final byte[] CONTENT_LENGTH = ascii("content-length: ");
    private static final byte[] CHUNKED = ascii("transfer-encoding: chunked\r\n");
    private static final byte[] CLOSE = ascii("connection: close\r\n");
    private static final byte[] KEEP_ALIVE = ascii("connection: keep-alive\r\n");

    private static final byte[] UPGRADE = ascii("connection: upgrade\r\nupgrade: ");
    private static final byte[] SWITCHING = ascii("HTTP/1.1 101 Switching Protocols\r\n");

    private H1Head() {}

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** What becomes of the connection. */
    enum After {
        KEEP,
        CLOSE
    }

    /** Writes the head of {@code response} to a request of {@code protocol}. */
    static void write(ByteBuf out, Response response, Protocol protocol, After after, Loop loop) {
        start(out, response, protocol, loop);
        if (after == After.CLOSE) out.writeBytes(CLOSE);
        else if (protocol == Protocol.HTTP_1_0) out.writeBytes(KEEP_ALIVE);
        writeCrlf(out);
    }

    /** Writes the head of {@code response} on a connection that stays; gives the date's place. */
    static int writeKeeping(ByteBuf out, Response response, Loop loop) {
        int dateAt = start(out, response, Protocol.HTTP_1_1, loop);
        writeCrlf(out);
        return dateAt;
    }

    /** Writes a response 103 (RFC 8297 2). */
    static void writeHints(ByteBuf out, Headers hints) {
        out.writeBytes(EARLY_HINTS);
        fields(out, hints);
        writeCrlf(out);
    }

    /** Puts the current date where {@link #writeKeeping} said. */
    static void setDate(ByteBuf head, int dateAt, Loop loop) {
        head.setBytes(dateAt, loop.date().array(), loop.date().arrayOffset(), loop.date().length());
    }

    private static int start(ByteBuf out, Response response, Protocol protocol, Loop loop) {
        out.writeBytes(Reasons.line(response.status()));
        out.writeBytes(DATE);
        int dateAt = out.writerIndex();
        out.writeBytes(loop.date().array(), loop.date().arrayOffset(), loop.date().length());
        writeCrlf(out);
        fields(out, response.headers());
        if (response.status() == 426) upgrade(out, response.headers());
        // RFC 9110 8.6: no length in 204; in 304 it would be the one of content that is not there.
        if (!FramingFields.isBodiless(response.status())) {
            length(out, response.body().length(), protocol);
        }
        return dateAt;
    }

    /** RFC 9112 6.3: HTTP/1.0 knows content without a length only by the connection's end. */
    private static void length(ByteBuf out, long bytes, Protocol protocol) {
        if (bytes >= 0) {
            out.writeBytes(CONTENT_LENGTH);
            ByteBufUtil.writeAscii(out, Long.toString(bytes));
            writeCrlf(out);
        } else if (protocol == Protocol.HTTP_1_1) {
            out.writeBytes(CHUNKED);
        }
    }

    /** Names the protocol to go on with (RFC 9110 7.8, 15.5.22). */
    private static void upgrade(ByteBuf out, Headers headers) {
        out.writeBytes(UPGRADE);
        ByteBufUtil.writeAscii(out, headers.first("upgrade").orElse("websocket"));
        writeCrlf(out);
    }

    /** The head of the answer after which a connection speaks WebSocket (RFC 6455 4.2.2). */
    static void writeSwitching(ByteBuf out, Headers headers) {
        out.writeBytes(SWITCHING);
        upgrade(out, Headers.none());
        fields(out, headers);
        writeCrlf(out);
    }

    private static void fields(ByteBuf out, Headers headers) {
        headers.forEach(
                (name, value) -> {
                    if (FramingFields.isOwned(name)) return;
                    ByteBufUtil.writeAscii(out, name);
                    out.writeByte(':').writeByte(' ');
                    out.writeCharSequence(value, StandardCharsets.ISO_8859_1);
                    writeCrlf(out);
                });
    }

    private static void writeCrlf(ByteBuf out) {
        out.writeShort('\r' << 8 | '\n');
    }
}
