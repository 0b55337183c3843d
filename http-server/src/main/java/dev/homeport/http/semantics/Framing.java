package dev.homeport.http.semantics;

import java.util.List;

/** How the content of an HTTP/1.1 request is delimited (RFC 9112 6.3). */
public sealed interface Framing {

    /** There is none. */
    record None() implements Framing {}

    /** It is {@code bytes} long, at least 1. */
    record Length(long bytes) implements Framing {}

    /** It comes in chunks. */
    record Chunked() implements Framing {}

    /** It cannot be told for sure; the connection must close after {@code status}. */
    record Refused(int status, String reason) implements Framing {}

    /** Whether a message may use transfer codings. */
    enum Version {
        /** HTTP/1.0, which has none. */
        HTTP_1_0,
        /** HTTP/1.1. */
        HTTP_1_1
    }

    /**
     * Decides from the field lines {@code Content-Length} and {@code Transfer-Encoding}. Whatever
     * two readers might see differently is refused, also where RFC 9112 would allow a repair.
     */
    static Framing of(Version version, List<String> lengths, List<String> codings) {
        if (!codings.isEmpty()) return transferCoded(version, lengths, codings);
        if (lengths.isEmpty()) return new None();
        // RFC 9112 6.3: several equal lengths may be merged; a client that sends them is doubtful.
        if (lengths.size() > 1) return new Refused(400, "more than one content-length");
        long bytes = length(lengths.getFirst());
        if (bytes < 0) return new Refused(400, "bad content-length");
        return bytes == 0 ? new None() : new Length(bytes);
    }

    private static Framing transferCoded(
            Version version, List<String> lengths, List<String> codings) {
        // RFC 9112 6.1: a transfer coding in HTTP/1.0 is faulty framing.
        if (version == Version.HTTP_1_0) return new Refused(400, "transfer-encoding in HTTP/1.0");
        // RFC 9112 6.3: both lengths at once is how requests are smuggled.
        if (!lengths.isEmpty()) return new Refused(400, "content-length and transfer-encoding");
        String[] list = String.join(",", codings).split(",", -1);
        String last = Ascii.lower(Ascii.trim(list[list.length - 1]));
        if (!last.equals("chunked")) return new Refused(400, "chunked is not the last coding");
        if (list.length == 1) return new Chunked();
        for (int i = 0; i < list.length - 1; i++) {
            String coding = Ascii.lower(Ascii.trim(list[i]));
            if (coding.equals("chunked") || !Ascii.isToken(coding)) {
                return new Refused(400, "bad transfer-encoding");
            }
        }
        // RFC 9112 6.1: an unknown transfer coding is answered 501.
        return new Refused(501, "unknown transfer coding");
    }

    /** The value of a {@code Content-Length} without sign, list or leading zeros, or -1. */
    static long length(String value) {
        String digits = Ascii.trim(value);
        if (digits.length() > 1 && digits.startsWith("0")) return -1;
        return Ascii.decimal(digits);
    }
}
