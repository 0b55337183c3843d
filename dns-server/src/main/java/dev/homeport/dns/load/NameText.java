package dev.homeport.dns.load;

import dev.homeport.dns.zone.DomainName;

/** Reads domain names as they are written (RFC 1035 5.1). Not thread-safe. */
final class NameText {
    private static final int LABEL_BYTES_MAX = 63;

    private final byte[] wire = new byte[DomainName.BYTES_MAX];
    private final byte[] folded = new byte[DomainName.BYTES_MAX];
    private int length;

    /** The name that was read last, in wire form and in its own letters. */
    byte[] wire() {
        return wire;
    }

    /** How many bytes of {@link #wire} are the name. */
    int length() {
        return length;
    }

    /** The name that was read last, folded, in bytes that are used again. */
    byte[] fold() {
        for (int i = 0; i < length; i++) folded[i] = DomainName.fold(wire[i]);
        return folded;
    }

    /**
     * Reads a word.
     *
     * @param origin what a name without a final dot is completed with
     */
    void read(Tokens tokens, int token, byte[] origin) throws BadWord {
        if (tokens.isQuoted(token) || !parse(tokens, token, origin)) {
            throw new BadWord(token, "\"" + tokens.shown(token) + "\" is no domain name");
        }
    }

    private boolean parse(Tokens tokens, int token, byte[] origin) {
        byte[] text = tokens.text();
        int at = tokens.start(token);
        int end = tokens.end(token);
        length = 0;
        if (end - at == 1 && text[at] == '@') return append(origin);
        if (end - at == 1 && text[at] == '.') return append(new byte[1]);
        int labelAt = 0;
        length = 1;
        while (at < end) {
            int b = text[at] & 0xff;
            if (b == '.') {
                if (!closeLabel(labelAt)) return false;
                if (++at == end) return append(new byte[1]);
                if (length == wire.length) return false;
                labelAt = length++;
                continue;
            }
            if (b == '\\') {
                b = Escapes.value(text, at, end);
                if (b < 0) return false;
                at += Escapes.length(text, at);
            } else {
                at++;
            }
            if (length == wire.length) return false;
            wire[length++] = (byte) b;
        }
        return closeLabel(labelAt) && append(origin);
    }

    private boolean closeLabel(int labelAt) {
        int bytes = length - labelAt - 1;
        wire[labelAt] = (byte) bytes;
        return bytes > 0 && bytes <= LABEL_BYTES_MAX;
    }

    private boolean append(byte[] rest) {
        if (length + rest.length > wire.length) return false;
        System.arraycopy(rest, 0, wire, length, rest.length);
        length += rest.length;
        return true;
    }
}
