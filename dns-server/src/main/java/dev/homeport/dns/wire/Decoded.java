package dev.homeport.dns.wire;

import dev.homeport.dns.zone.DomainName;

import org.jspecify.annotations.Nullable;

/** What a decoder makes of any bytes. */
sealed interface Decoded {
    /** Bytes that get no reply. */
    record Ignored(Verdict why) implements Decoded {}

    /** Something with a header, in which a question can or cannot be found. */
    sealed interface Message extends Decoded {
        /** The kind of query (RFC 1035 4.1.1). */
        int opcode();

        /** Bytes of the question section to be repeated, 0 when there is none. */
        int questionBytes();

        /** The OPT record, if there is one that could be read. */
        @Nullable Edns edns();
    }

    /**
     * A well-formed query.
     *
     * @param type the query type's number
     * @param questionClass the query class's number
     * @param signature whether somebody vouches for it
     */
    record Query(
            int opcode,
            DomainName name,
            int type,
            int questionClass,
            int questionBytes,
            @Nullable Edns edns,
            Signature signature)
            implements Message {}

    /** A query without a question, which asks for a cookie (RFC 7873 5.4). */
    record CookieQuery(Edns edns) implements Message {
        @Override
        public int opcode() {
            return 0;
        }

        @Override
        public int questionBytes() {
            return 0;
        }
    }

    /** Whether a message ends with a TSIG record (RFC 8945 5.1). */
    enum Signature {
        NONE,
        TSIG
    }

    /** A message that breaks the format. */
    record Malformed(int opcode, int questionBytes, @Nullable Edns edns) implements Message {}
}
