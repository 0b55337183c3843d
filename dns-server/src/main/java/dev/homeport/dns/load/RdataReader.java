package dev.homeport.dns.load;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Reads the words of a record's data into the bytes they mean, by the {@link Grammar} of its type.
 * Not thread-safe.
 */
final class RdataReader {
    private static final int STRING_BYTES_MAX = 255;

    private final Bytes out;
    private final NameText name = new NameText();

    // Of the record being read:
    private Tokens tokens;
    private byte[] origin = {0};
    private int at;

    /** Reads records whose bytes go behind what is in {@code out}. */
    RdataReader(Tokens tokens, Bytes out) {
        this.tokens = tokens;
        this.out = out;
    }

    /**
     * Reads the words from one on to the last.
     *
     * @param relativeTo completes names without a final dot
     */
    void read(Field[] form, Tokens words, int from, byte[] relativeTo) throws BadWord {
        tokens = words;
        origin = relativeTo;
        at = from;
        for (Field field : form) field(field);
        if (at < tokens.count()) {
            throw new BadWord(at, "\"" + tokens.shown(at) + "\" is too much");
        }
    }

    /** Puts the bytes that a single word stands for. */
    void text(Tokens words, int token) throws BadWord {
        tokens = words;
        text(token, 0xffff);
    }

    private void field(Field field) throws BadWord {
        switch (field) {
            case NUMBER8 -> out.put((int) number(0xff));
            case NUMBER16 -> out.put16((int) number(0xffff));
            case NUMBER32 -> out.put32(number(0xffff_ffffL));
            case TIME -> out.put32(time());
            case NAME -> name();
            case ADDRESS4, ADDRESS6 -> address(field);
            case STRING -> string(next(), STRING_BYTES_MAX);
            case STRINGS -> strings();
            case TEXT -> text(next(), 0xffff);
            case TAG -> tag();
            case TYPE -> out.put16(type());
            case ALGORITHM -> out.put(algorithm());
            case INSTANT -> out.put32(instant());
            case EUI48 -> grouped(6, 2, '-');
            case EUI64 -> grouped(8, 2, '-');
            case NODE_ID -> grouped(4, 4, ':');
            case RELAY -> relay();
            case HEX, BASE64, TYPES, SALT, HASH, PARAMETERS -> encoded(field);
        }
    }

    private void encoded(Field field) throws BadWord {
        switch (field) {
            case SALT -> salt();
            case HASH -> hash();
            case TYPES -> {
                TypeBitmap.put(tokens, at, out);
                at = tokens.count();
            }
            case PARAMETERS -> {
                new ServiceParameters(tokens, at).put(out);
                at = tokens.count();
            }
            case HEX -> {
                HexText.putHex(tokens, next(), tokens.count(), out);
                at = tokens.count();
            }
            default -> {
                HexText.putBase64(tokens, next(), tokens.count(), out);
                at = tokens.count();
            }
        }
    }

    /** The next word, which has to be there. */
    private int next() throws BadWord {
        if (at == tokens.count()) throw new BadWord(at - 1, "something is missing at the end");
        return at++;
    }

    private BadWord bad(int token, String isNo) {
        return new BadWord(token, "\"" + tokens.shown(token) + "\" is no " + isNo);
    }

    private long number(long max) throws BadWord {
        int token = next();
        long value = Numbers.parse(tokens.text(), tokens.start(token), tokens.end(token));
        if (value < 0 || value > max) throw bad(token, "number from 0 to " + max);
        return value;
    }

    private long time() throws BadWord {
        int token = next();
        long value =
                Ttl.parse(tokens.text(), tokens.start(token), tokens.end(token), Ttl.FIELD_MAX);
        if (value < 0) throw bad(token, "time such as 3600 or 1h30m");
        return value;
    }

    private void name() throws BadWord {
        name.read(tokens, next(), origin);
        out.put(name.wire(), 0, name.length());
    }

    private void address(Field field) throws BadWord {
        int token = next();
        byte[] text = tokens.text();
        int start = tokens.start(token);
        int end = tokens.end(token);
        if (field == Field.ADDRESS4) {
            if (!AddressText.put4(text, start, end, out)) throw bad(token, "IPv4 address");
        } else if (!AddressText.put6(text, start, end, out)) {
            throw bad(token, "IPv6 address");
        }
    }

    private void strings() throws BadWord {
        do string(next(), STRING_BYTES_MAX);
        while (at < tokens.count());
    }

    private void string(int token, int bytesMax) throws BadWord {
        int lengthAt = out.length();
        out.put(0);
        text(token, bytesMax);
        out.set(lengthAt, out.length() - lengthAt - 1);
    }

    private void text(int token, int bytesMax) throws BadWord {
        int before = out.length();
        byte[] text = tokens.text();
        int end = tokens.end(token);
        for (int i = tokens.start(token); i < end; ) {
            int b = text[i] & 0xff;
            if (b == '\\') {
                b = Escapes.value(text, i, end);
                if (b < 0) throw new BadWord(token, "a backslash needs a byte or three digits");
                i += Escapes.length(text, i);
            } else {
                i++;
            }
            out.put(b);
        }
        int length = out.length() - before;
        if (length > bytesMax) {
            throw new BadWord(token, "text of " + length + " bytes is longer than " + bytesMax);
        }
    }

    private void relay() throws BadWord {
        long optional = number(1);
        int token = at;
        long kind = number(3);
        out.put((int) (optional << 7 | kind));
        switch ((int) kind) {
            case 1 -> address(Field.ADDRESS4);
            case 2 -> address(Field.ADDRESS6);
            case 3 -> name();
            default -> {
                // RFC 8777 4.3.1: no relay is written as a dot.
                int none = next();
                if (!tokens.is(none, ".")) throw bad(token, "kind of relay for this one");
            }
        }
    }

    private void tag() throws BadWord {
        int token = next();
        int before = out.length();
        string(token, STRING_BYTES_MAX);
        boolean good = out.length() > before + 1;
        for (int i = before + 1; i < out.length(); i++) {
            good &= Character.isLetterOrDigit(out.array()[i]) && out.array()[i] > 0;
        }
        if (!good) throw bad(token, "tag of letters and digits");
    }

    private int type() throws BadWord {
        int token = next();
        int type = TypeWords.type(tokens, token);
        if (type < 0) throw bad(token, "record type");
        return type;
    }

    private int algorithm() throws BadWord {
        int token = next();
        long value = Numbers.parse(tokens.text(), tokens.start(token), tokens.end(token));
        if (value < 0) value = org.xbill.DNS.DNSSEC.Algorithm.value(tokens.string(token));
        if (value < 0 || value > 0xff) throw bad(token, "algorithm, such as 13");
        return (int) value;
    }

    /** RFC 4034 3.2: seconds since 1970 in ten digits at most, or YYYYMMDDHHmmSS. */
    private long instant() throws BadWord {
        int token = next();
        long value = Numbers.parse(tokens.text(), tokens.start(token), tokens.end(token));
        if (value >= 0 && tokens.length(token) == 14) value = seconds(value);
        else if (value > 0xffff_ffffL) value = -1;
        if (value < 0) throw bad(token, "point in time such as 20300131235959");
        return value & 0xffff_ffffL;
    }

    private static long seconds(long digits) {
        try {
            return LocalDateTime.of(
                            (int) (digits / 10_000_000_000L),
                            (int) (digits / 100_000_000 % 100),
                            (int) (digits / 1_000_000 % 100),
                            (int) (digits / 10_000 % 100),
                            (int) (digits / 100 % 100),
                            (int) (digits % 100))
                    .toEpochSecond(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return -1;
        }
    }

    private void salt() throws BadWord {
        int token = next();
        if (tokens.is(token, "-")) {
            out.put(0);
            return;
        }
        int before = out.length();
        out.put(0);
        HexText.putHex(tokens, token, token + 1, out);
        closeLength(before, token);
    }

    private void hash() throws BadWord {
        int token = next();
        int before = out.length();
        out.put(0);
        HexText.putBase32Hex(tokens, token, out);
        closeLength(before, token);
    }

    private void closeLength(int lengthAt, int token) throws BadWord {
        int length = out.length() - lengthAt - 1;
        if (length < 1 || length > STRING_BYTES_MAX) throw bad(token, "1 to 255 bytes");
        out.set(lengthAt, length);
    }

    /** Groups of hexadecimal digits, each of the same length. */
    private void grouped(int groups, int digits, char separator) throws BadWord {
        int token = next();
        byte[] text = tokens.text();
        int from = tokens.start(token);
        boolean good = tokens.length(token) == groups * (digits + 1) - 1;
        int high = -1;
        for (int i = 0; good && i < tokens.length(token); i++) {
            if (i % (digits + 1) == digits) {
                good = text[from + i] == separator;
                continue;
            }
            int digit = HexText.digit(text[from + i]);
            good = digit >= 0;
            if (high >= 0) out.put(high << 4 | digit);
            high = high >= 0 ? -1 : digit;
        }
        if (!good) throw bad(token, groups + " groups of " + digits + " digits");
    }
}
