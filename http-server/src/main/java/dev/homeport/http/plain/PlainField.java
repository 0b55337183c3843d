package dev.homeport.http.plain;

import java.nio.charset.StandardCharsets;

/** What a field means to a plain request. */
enum PlainField {
    /** Part of the question. */
    HOST("host"),
    ACCEPT_ENCODING("accept-encoding"),
    IF_NONE_MATCH("if-none-match"),
    IF_MODIFIED_SINCE("if-modified-since"),
    RANGE("range"),
    /** For logs only. */
    REFERER("referer"),
    USER_AGENT("user-agent"),
    /** Plain as long as it says that the connection stays. */
    CONNECTION("connection"),
    /** No answer that is given again depends on it. */
    OTHER("");

    /** The fields of the question come first. */
    static final int QUESTION = 5;

    /** The fields that may stand there once only, whose values are told apart. */
    static final int NOTED = 7;

    private static final String[] OTHERS = {
        "accept",
        "accept-charset",
        "accept-language",
        "cache-control",
        "cookie",
        "dnt",
        "from",
        "pragma",
        "priority",
        "save-data",
        "sec-ch-ua",
        "sec-ch-ua-mobile",
        "sec-ch-ua-platform",
        "sec-fetch-dest",
        "sec-fetch-mode",
        "sec-fetch-site",
        "sec-fetch-user",
        "sec-gpc",
        "upgrade-insecure-requests"
    };

    private static final int SLOTS = 128;
    private static final byte[][] NAMES = new byte[SLOTS][];
    private static final PlainField[] MEANINGS = new PlainField[SLOTS];

    private final String text;

    static {
        for (PlainField field : values()) {
            if (field != OTHER) enter(field.text, field);
        }
        for (String name : OTHERS) enter(name, OTHER);
    }

    PlainField(String text) {
        this.text = text;
    }

    private static void enter(String text, PlainField meaning) {
        byte[] name = text.getBytes(StandardCharsets.US_ASCII);
        int hash = 0;
        for (byte b : name) hash = hash(hash, b);
        int slot = slot(hash);
        while (NAMES[slot] != null) slot = (slot + 1) % SLOTS;
        NAMES[slot] = name;
        MEANINGS[slot] = meaning;
    }

    /** Goes on with the hash of a name by its next character, whatever its case. */
    static int hash(int hash, byte next) {
        return hash * 31 + (next | 0x20);
    }

    private static int slot(int hash) {
        return (hash ^ hash >>> 7 ^ hash >>> 14) & (SLOTS - 1);
    }

    /** The ordinal of the field whose name stands from {@code start} to {@code end}, or -1. */
    // The number indexes the places of the values.
    @SuppressWarnings("EnumOrdinal")
    static int find(int hash, byte[] bytes, int start, int end) {
        for (int slot = slot(hash); NAMES[slot] != null; slot = (slot + 1) % SLOTS) {
            if (isName(NAMES[slot], bytes, start, end)) return MEANINGS[slot].ordinal();
        }
        return -1;
    }

    private static boolean isName(byte[] name, byte[] bytes, int start, int end) {
        if (end - start != name.length) return false;
        for (int i = 0; i < name.length; i++) {
            int c = bytes[start + i];
            int folded = c >= 'A' && c <= 'Z' ? c | 0x20 : c;
            if (folded != name[i]) return false;
        }
        return true;
    }
}
