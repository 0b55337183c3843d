package dev.homeport.dns.load;

import org.xbill.DNS.Type;

import java.util.HashMap;
import java.util.Map;

/** The words for record types and classes. */
final class TypeWords {
    /** Stands for a word that names no type. */
    static final int UNKNOWN = -1;

    /** Our own type: not a record, but addresses taken over from another name. */
    static final int ALIAS = -2;

    private static final int BYTES_MAX = 12;
    private static final int NUMBER_MAX = 65_535;
    private static final int SLOTS = 1024;

    /** Types that came after the library's last release, by the registry of IANA. */
    private static final Map<String, Integer> NEWER =
            Map.of(
                    "DSYNC", 66, "HHIT", 67, "BRID", 68, "RESINFO", 261, "WALLET", 262, "CLA", 263,
                    "IPN", 264, "NXNAME", 128);

    private static final Map<Integer, String> NEWER_NAMES = inverted();

    private static final String[] WORDS = new String[SLOTS];
    private static final int[] TYPES = new int[SLOTS];

    static {
        for (int type = 1; type <= NUMBER_MAX; type = next(type)) {
            String word = Type.string(type);
            if (!word.startsWith("TYPE")) put(word, type);
        }
        NEWER.forEach(TypeWords::put);
        put("ALIAS", ALIAS);
    }

    private TypeWords() {}

    private static Map<Integer, String> inverted() {
        Map<Integer, String> names = new HashMap<>();
        NEWER.forEach((word, type) -> names.put(type, word));
        return Map.copyOf(names);
    }

    /** Types have been given out at both ends of the numbers. */
    private static int next(int type) {
        return type == 1024 ? 32_700 : type == 33_000 ? NUMBER_MAX + 1 : type + 1;
    }

    private static void put(String word, int type) {
        int i = hash(word) & (SLOTS - 1);
        while (WORDS[i] != null) i = (i + 1) & (SLOTS - 1);
        WORDS[i] = word;
        TYPES[i] = type;
    }

    private static int hash(String word) {
        int h = 0;
        for (int i = 0; i < word.length(); i++) h = 31 * h + word.charAt(i);
        return h ^ (h >>> 10);
    }

    /** The number of a type, {@link #ALIAS} or {@link #UNKNOWN}. */
    static int type(Tokens tokens, int token) {
        int length = tokens.length(token);
        if (tokens.isQuoted(token) || length == 0 || length > BYTES_MAX) return UNKNOWN;
        byte[] text = tokens.text();
        int start = tokens.start(token);
        int h = 0;
        for (int i = start; i < start + length; i++) h = 31 * h + upper(text[i]);
        h ^= h >>> 10;
        for (int i = h & (SLOTS - 1); WORDS[i] != null; i = (i + 1) & (SLOTS - 1)) {
            if (tokens.is(token, WORDS[i])) return TYPES[i];
        }
        return numbered(tokens, token, "TYPE");
    }

    private static int upper(byte b) {
        return b >= 'a' && b <= 'z' ? b - 32 : b;
    }

    /** The number of a class, or -1 when the word names none. */
    static int recordClass(Tokens tokens, int token) {
        if (tokens.is(token, "IN")) return 1;
        if (tokens.is(token, "CH") || tokens.is(token, "CHAOS")) return 3;
        if (tokens.is(token, "HS") || tokens.is(token, "HESIOD")) return 4;
        if (tokens.is(token, "NONE")) return 254;
        if (tokens.is(token, "ANY")) return 255;
        return numbered(tokens, token, "CLASS");
    }

    /** RFC 3597 5: the word and a number of 16 bits. */
    private static int numbered(Tokens tokens, int token, String word) {
        int from = tokens.start(token) + word.length();
        int digits = tokens.end(token) - from;
        if (digits < 1 || digits > 5 || tokens.isQuoted(token)) return UNKNOWN;
        for (int i = 0; i < word.length(); i++) {
            if (upper(tokens.text()[tokens.start(token) + i]) != word.charAt(i)) return UNKNOWN;
        }
        int value = 0;
        for (int i = from; i < tokens.end(token); i++) {
            byte b = tokens.text()[i];
            if (!Escapes.isDigit(b)) return UNKNOWN;
            value = value * 10 + b - '0';
        }
        return value <= NUMBER_MAX ? value : UNKNOWN;
    }

    /** What a type is called. */
    static String name(int type) {
        if (type == ALIAS) return "ALIAS";
        String newer = NEWER_NAMES.get(type);
        return newer == null ? Type.string(type) : newer;
    }
}
