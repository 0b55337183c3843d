package dev.homeport.dns.load;

import dev.homeport.dns.zone.DomainName;

import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Tokenizer;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * Reads what stands behind a record's owner: time to live, class, type and data (RFC 1035 5.1). The
 * facts are kept until the next record. Not thread-safe.
 */
final class RecordReader {
    private static final long UNSET = -1;
    private static final int CLASS_IN = 1;
    private static final int RDATA_BYTES_MAX = 65_535;
    private static final Field[] ONE_NAME = {Field.NAME};

    /** Whether a record was understood. */
    enum Outcome {
        /** Its facts can be asked for, and its data stands at the end of the bytes. */
        GOOD,
        /** {@link #bad} says why not, and the bytes are as before. */
        BAD
    }

    /** A word that is wrong. */
    record Bad(int token, String message, String remedy) {}

    private final Bytes out;
    private final RdataReader rdata;
    private Bad bad = new Bad(0, "", "");
    private long ttl;
    private int type;
    private int typeToken;
    private int dataFrom;

    /** Reads records whose data goes behind what is in {@code out}. */
    RecordReader(Bytes out) {
        this.out = out;
        rdata = new RdataReader(new Tokens(new byte[0]), out);
    }

    Bad bad() {
        return bad;
    }

    /** Seconds, or -1 when none are written. */
    long ttl() {
        return ttl;
    }

    int type() {
        return type;
    }

    /** The word that names the type. */
    int typeToken() {
        return typeToken;
    }

    /** What the last field of an SOA record says, as far as it is a time to live. */
    long soaMinimum() {
        byte[] data = out.array();
        long minimum = 0;
        for (int i = out.length() - 4; i < out.length(); i++) {
            minimum = minimum << 8 | (data[i] & 0xff);
        }
        return Math.min(minimum, Ttl.RECORD_MAX);
    }

    /** The name that is all the data of an ALIAS. */
    DomainName aliasTarget() {
        return DomainName.ofWire(out.array(), dataFrom, out.length() - dataFrom);
    }

    /** The bytes a word stands for. */
    byte[] string(Tokens tokens, int token) throws BadWord {
        int before = out.length();
        rdata.text(tokens, token);
        byte[] bytes = out.copy(before);
        out.cutTo(before);
        return bytes;
    }

    /**
     * Reads from a word on.
     *
     * @param origin completes names without a final dot
     */
    Outcome read(Tokens tokens, int from, byte[] origin) {
        if (!readHead(tokens, from)) return Outcome.BAD;
        dataFrom = out.length();
        try {
            readData(tokens, origin);
            if (out.length() - dataFrom <= RDATA_BYTES_MAX) return Outcome.GOOD;
            throw new BadWord(typeToken, "the data is longer than 65535 bytes");
        } catch (BadWord e) {
            out.cutTo(dataFrom);
            String message = RdataGrammar.message(type, e.why());
            return bad(e.token(), message, RdataGrammar.remedy(type));
        }
    }

    private Outcome bad(int token, String message, String remedy) {
        bad = new Bad(token, message, remedy);
        return Outcome.BAD;
    }

    /** Reads {@code [ttl] [class] type} or {@code [class] [ttl] type}. */
    private boolean readHead(Tokens tokens, int from) {
        ttl = UNSET;
        boolean classed = false;
        for (int i = from; i < tokens.count(); i++) {
            long time = UNSET;
            if (ttl == UNSET && !tokens.isQuoted(i)) {
                time = Ttl.parse(tokens.text(), tokens.start(i), tokens.end(i), Ttl.RECORD_MAX);
            }
            int recordClass = classed || time != UNSET ? -1 : TypeWords.recordClass(tokens, i);
            if (time != UNSET) {
                ttl = time;
            } else if (recordClass == CLASS_IN) {
                classed = true;
            } else if (recordClass >= 0) {
                bad(
                        i,
                        "class " + tokens.shown(i) + " is not served",
                        "write IN or leave the class out");
                return false;
            } else {
                return readType(tokens, i);
            }
        }
        bad(tokens.count() - 1, "the record has no type", "write owner, type and data");
        return false;
    }

    private boolean readType(Tokens tokens, int token) {
        type = TypeWords.type(tokens, token);
        typeToken = token;
        if (type == TypeWords.UNKNOWN) {
            boolean timeLike = Escapes.isDigit(tokens.text()[tokens.start(token)]);
            bad(
                    token,
                    "\""
                            + tokens.shown(token)
                            + (timeLike ? "\" is no time to live" : "\" is no record type"),
                    timeLike
                            ? "write seconds up to 2147483647, or units to the end as in 1h30m"
                            : "write a type such as A or MX, or TYPE65280 for a number");
            return false;
        }
        // RFC 6895 3.1: types 128 to 255 and OPT are for questions and messages, not for data.
        boolean meta = type >= 128 && type <= 255;
        if (meta || type == 41 || type == 0) {
            bad(token, tokens.shown(token) + " cannot stand in a zone", "remove the record");
            return false;
        }
        return true;
    }

    private void readData(Tokens tokens, byte[] origin) throws BadWord {
        int from = typeToken + 1;
        if (from < tokens.count() && tokens.is(from, "\\#")) {
            readGeneric(tokens, from);
            return;
        }
        Field[] form = type == TypeWords.ALIAS ? ONE_NAME : Grammar.of(type);
        if (form != null) rdata.read(form, tokens, from, origin);
        else readRare(tokens, from, origin);
    }

    /** RFC 3597 5: the length and then the bytes themselves. */
    private void readGeneric(Tokens tokens, int from) throws BadWord {
        if (type == TypeWords.ALIAS) throw new BadWord(from, "data of a private type");
        int lengthToken = from + 1;
        if (lengthToken >= tokens.count()) throw new BadWord(from, "its length is missing");
        long length =
                Numbers.parse(tokens.text(), tokens.start(lengthToken), tokens.end(lengthToken));
        if (lengthToken + 1 < tokens.count()) {
            HexText.putHex(tokens, lengthToken + 1, tokens.count(), out);
        }
        int found = out.length() - dataFrom;
        if (length != found) {
            throw new BadWord(lengthToken, "\"" + tokens.shown(lengthToken) + "\" is not " + found);
        }
        // What we know has data; only of strange types we cannot tell.
        if (found == 0 && Grammar.of(type) != null)
            throw new BadWord(lengthToken, "no data at all");
        if (found == 0 || found > RDATA_BYTES_MAX) return;
        try {
            // Data of a type that is known has to be what that type wants (RFC 3597 5).
            byte[] data = out.copy(dataFrom);
            out.cutTo(dataFrom);
            // Whatever is wrong with them, dnsjava gives nothing instead of a reason.
            put(Objects.requireNonNull(Record.newRecord(Name.root, type, DClass.IN, 0, data)));
        } catch (RuntimeException e) {
            throw new BadWord(lengthToken, "these bytes are something else");
        }
    }

    /** Types that are seldom written are left to dnsjava. */
    private void readRare(Tokens tokens, int from, byte[] origin) throws BadWord {
        try {
            StringBuilder text = new StringBuilder();
            for (int i = from; i < tokens.count(); i++) append(tokens, i, text);
            byte[] ascii = text.toString().getBytes(StandardCharsets.US_ASCII);
            // Given text, dnsjava takes 8 KiB for each record; given a stream, what is needed.
            var stream =
                    new BufferedInputStream(
                            new ByteArrayInputStream(ascii), Math.max(ascii.length, 16));
            put(
                    Record.fromString(
                            Name.root,
                            type,
                            DClass.IN,
                            0,
                            new Tokenizer(stream),
                            new Name(origin)));
        } catch (IOException | RuntimeException e) {
            // dnsjava throws unchecked for some texts, such as numbers out of range.
            String complaint = e.getMessage() == null ? e.toString() : e.getMessage();
            throw new BadWord(typeToken, complaint);
        }
    }

    /** Writes a word as dnsjava's tokeniser reads it back, with bytes above ASCII escaped. */
    private static void append(Tokens tokens, int token, StringBuilder target) {
        String quote = tokens.isQuoted(token) ? "\"" : "";
        target.append(tokens.isJoined(token) ? "" : " ").append(quote);
        for (int i = tokens.start(token); i < tokens.end(token); i++) {
            int b = tokens.text()[i] & 0xff;
            if (b >= 0x80) target.append('\\').append(b);
            else target.append((char) b);
        }
        target.append(quote);
    }

    /** Puts the data as it goes on the wire, letters as they were written. */
    private void put(Record parsed) {
        byte[] whole = parsed.toWire(Section.ANSWER);
        int head = parsed.getName().length() + 10;
        out.put(Arrays.copyOfRange(whole, head, whole.length));
    }
}
