package dev.homeport.http.netty;

import dev.homeport.http.semantics.Ascii;

import io.netty.buffer.ByteBuf;

/** The line in front of a chunk: its size and extensions, which are checked and ignored. */
final class ChunkLine {

    private ChunkLine() {}

    /**
     * The size that the line from {@code start} to {@code end}, without CRLF, gives, or -1 when it
     * is not exactly {@code 1*HEXDIG *( ";" token [ "=" ( token / quoted-string ) ] )} (RFC 9112
     * 7.1) or has more than {@code digitsMax} digits.
     */
    static int size(ByteBuf in, int start, int end, int digitsMax) {
        int size = 0;
        int at = start;
        while (at < end && Ascii.hex(in.getUnsignedByte(at)) >= 0) {
            if (at - start == digitsMax) return -1;
            size = size << 4 | Ascii.hex(in.getUnsignedByte(at));
            at++;
        }
        if (at == start) return -1;
        while (at < end) {
            at = extension(in, at, end);
            if (at < 0) return -1;
        }
        return size;
    }

    private static int extension(ByteBuf in, int start, int end) {
        if (in.getByte(start) != ';') return -1;
        int at = token(in, start + 1, end);
        if (at < 0 || at == end || in.getByte(at) != '=') return at;
        at++;
        if (at < end && in.getByte(at) == '"') return quoted(in, at + 1, end);
        return token(in, at, end);
    }

    private static int token(ByteBuf in, int start, int end) {
        int at = start;
        while (at < end && Ascii.isTokenCharacter(in.getUnsignedByte(at))) at++;
        return at == start ? -1 : at;
    }

    /** RFC 9110 5.6.4; {@code start} is behind the opening quote. */
    private static int quoted(ByteBuf in, int start, int end) {
        for (int at = start; at < end; at++) {
            int c = in.getUnsignedByte(at);
            if (c == '"') return at + 1;
            if (c == '\\') {
                if (++at == end) return -1;
                c = in.getUnsignedByte(at);
            }
            if ((c < ' ' && c != '\t') || c == 0x7f) return -1;
        }
        return -1;
    }
}
