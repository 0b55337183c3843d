package dev.homeport.dns.load;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The parameters of SVCB and HTTPS records (RFC 9460 2.1 and appendix A). */
final class ServiceParameters {
    private static final int MANDATORY = 0;
    private static final int ALPN = 1;
    private static final int NO_DEFAULT_ALPN = 2;
    private static final int PORT = 3;
    private static final int IPV4_HINT = 4;
    private static final int ECH = 5;
    private static final int IPV6_HINT = 6;
    private static final int OHTTP = 8;
    private static final int INVALID_KEY = 65_535;

    private static final Map<String, Integer> KEYS =
            Map.of(
                    "mandatory", MANDATORY,
                    "alpn", ALPN,
                    "no-default-alpn", NO_DEFAULT_ALPN,
                    "port", PORT,
                    "ipv4hint", IPV4_HINT,
                    "ech", ECH,
                    "ipv6hint", IPV6_HINT,
                    "dohpath", 7,
                    "ohttp", OHTTP);

    private final Tokens tokens;
    private final int first;
    private final TreeMap<Integer, byte[]> values = new TreeMap<>();
    private final Map<Integer, Integer> places = new HashMap<>();

    /** Parameters from a word on to the last. */
    ServiceParameters(Tokens tokens, int first) {
        this.tokens = tokens;
        this.first = first;
    }

    /** Puts them in order of their keys. */
    void put(Bytes out) throws BadWord {
        for (int token = first; token < tokens.count(); ) token = read(token);
        check();
        values.forEach(
                (key, value) -> {
                    out.put16(key);
                    out.put16(value.length);
                    out.put(value);
                });
    }

    /** Reads one parameter and says which word is next. */
    private int read(int token) throws BadWord {
        if (tokens.isQuoted(token)) throw bad(token, "is no parameter");
        String word = tokens.string(token);
        int sign = word.indexOf('=');
        int key = key(sign < 0 ? word : word.substring(0, sign));
        if (key < 0) throw bad(token, "is no parameter, such as alpn=h2");
        int next = token + 1;
        byte[] value = null;
        if (sign >= 0) {
            value = unescaped(token, tokens.start(token) + sign + 1);
            boolean quoted = next < tokens.count() && tokens.isJoined(next);
            if (quoted && value.length > 0) throw bad(token, "goes on in quotes");
            if (quoted) value = unescaped(next, tokens.start(next++));
        }
        if (places.put(key, token) != null) throw bad(token, "repeats a parameter");
        values.put(key, wire(key, value, token));
        return next;
    }

    private static int key(String word) {
        Integer known = KEYS.get(word);
        if (known != null) return known;
        if (!word.startsWith("key")) return -1;
        byte[] digits = word.substring(3).getBytes(StandardCharsets.ISO_8859_1);
        long number = Numbers.parse(digits, 0, digits.length);
        // RFC 9460 2.1: no leading zeros, and 65535 is reserved as invalid.
        boolean odd = digits.length > 1 && digits[0] == '0';
        return odd || number >= INVALID_KEY ? -1 : (int) number;
    }

    private byte[] unescaped(int token, int from) throws BadWord {
        Bytes bytes = new Bytes(0);
        byte[] text = tokens.text();
        int end = tokens.end(token);
        for (int i = from; i < end; ) {
            int b = text[i] & 0xff;
            if (b == '\\') {
                b = Escapes.value(text, i, end);
                if (b < 0) throw bad(token, "holds a backslash without a byte or three digits");
                i += Escapes.length(text, i);
            } else {
                i++;
            }
            bytes.put(b);
        }
        return bytes.copy(0);
    }

    private byte[] wire(int key, byte @org.jspecify.annotations.Nullable [] value, int token)
            throws BadWord {
        boolean empty = value == null || value.length == 0;
        if (key == NO_DEFAULT_ALPN || key == OHTTP) {
            if (!empty) throw bad(token, "takes no value");
            return new byte[0];
        }
        if (value == null || (empty && key <= IPV6_HINT)) {
            if (key > IPV6_HINT) return new byte[0];
            throw bad(token, "needs a value");
        }
        Bytes out = new Bytes(0);
        switch (key) {
            case MANDATORY -> mandatory(value, token, out);
            case ALPN -> protocols(value, token, out);
            case PORT -> {
                long port = Numbers.parse(value, 0, value.length);
                if (port < 0 || port > 65_535) throw bad(token, "is no port");
                out.put16((int) port);
            }
            case IPV4_HINT, IPV6_HINT -> hints(key, value, token, out);
            case ECH -> base64(value, token, out);
            default -> out.put(value);
        }
        return out.copy(0);
    }

    private void mandatory(byte[] value, int token, Bytes out) throws BadWord {
        List<Integer> keys = new ArrayList<>();
        for (byte[] one : list(value)) {
            int named = key(new String(one, StandardCharsets.ISO_8859_1));
            // RFC 9460 8: the list names others than itself, and each once.
            if (named <= MANDATORY || keys.contains(named)) {
                throw bad(token, "names a wrong or repeated key");
            }
            keys.add(named);
        }
        keys.stream().sorted().forEach(out::put16);
    }

    private void protocols(byte[] value, int token, Bytes out) throws BadWord {
        for (byte[] one : list(value)) {
            if (one.length < 1 || one.length > 255) throw bad(token, "holds an odd protocol");
            out.put(one.length);
            out.put(one);
        }
    }

    private void base64(byte[] value, int token, Bytes out) throws BadWord {
        Tokens whole = new Tokens(value);
        whole.add(0, value.length, false, 0, 0);
        try {
            HexText.putBase64(whole, 0, 1, out);
        } catch (BadWord e) {
            throw bad(token, "needs base 64");
        }
    }

    private void hints(int key, byte[] value, int token, Bytes out) throws BadWord {
        for (byte[] one : list(value)) {
            boolean good =
                    key == IPV4_HINT
                            ? AddressText.put4(one, 0, one.length, out)
                            : AddressText.put6(one, 0, one.length, out);
            if (!good) throw bad(token, "holds no address");
        }
    }

    /** RFC 9460 A.1: pieces between commas; a backslash keeps a comma or backslash. */
    private static List<byte[]> list(byte[] value) {
        List<byte[]> pieces = new ArrayList<>();
        Bytes piece = new Bytes(0);
        for (int i = 0; i < value.length; i++) {
            if (value[i] == ',') {
                pieces.add(piece.copy(0));
                piece.cutTo(0);
            } else {
                if (value[i] == '\\' && i + 1 < value.length) i++;
                piece.put(value[i]);
            }
        }
        pieces.add(piece.copy(0));
        return pieces;
    }

    private void check() throws BadWord {
        // RFC 9460 7.1.1: without alpn there is no default to be done without.
        if (values.containsKey(NO_DEFAULT_ALPN) && !values.containsKey(ALPN)) {
            throw bad(places.getOrDefault(NO_DEFAULT_ALPN, first), "needs alpn beside it");
        }
        byte[] mandatory = values.getOrDefault(MANDATORY, new byte[0]);
        for (int i = 0; i < mandatory.length; i += 2) {
            int key = (mandatory[i] & 0xff) << 8 | (mandatory[i + 1] & 0xff);
            // RFC 9460 8: what is mandatory has to be there.
            if (!values.containsKey(key)) {
                throw bad(places.getOrDefault(MANDATORY, first), "names a key that is not there");
            }
        }
    }

    private BadWord bad(int token, String what) {
        return new BadWord(token, "\"" + tokens.shown(token) + "\" " + what);
    }
}
