package dev.homeport.http.semantics;

import dev.homeport.http.Headers;

import java.util.Optional;

/**
 * Which codings a client takes, and how gladly (RFC 9110 12.5.3), in thousandths; 0 means not at
 * all.
 *
 * @param br the weight of Brotli
 * @param zstd the weight of Zstandard
 * @param gzip the weight of gzip
 * @param identity the weight of no coding
 */
public record AcceptEncoding(int br, int zstd, int gzip, int identity) {
    private static final int UNNAMED = -1;
    private static final int MEMBERS_MAX = 32;
    private static final AcceptEncoding ABSENT = new AcceptEncoding(0, 0, 0, 1000);

    /** Reads the field of {@code request}; without one, nothing but the identity is sent. */
    public static AcceptEncoding of(Headers request) {
        Optional<String> field = request.first("accept-encoding");
        return field.isEmpty() ? ABSENT : parse(request.joined("accept-encoding"));
    }

    /** Reads the value of the field; malformed members are ignored, and those after the 32nd. */
    public static AcceptEncoding parse(String field) {
        int br = UNNAMED;
        int zstd = UNNAMED;
        int gzip = UNNAMED;
        int identity = UNNAMED;
        int any = UNNAMED;
        int start = 0;
        for (int member = 0; start <= field.length() && member < MEMBERS_MAX; member++) {
            int comma = field.indexOf(',', start);
            int end = comma < 0 ? field.length() : comma;
            int semicolon = field.indexOf(';', start);
            int nameEnd = semicolon < 0 || semicolon > end ? end : semicolon;
            int weight = weight(field, nameEnd, end);
            switch (Ascii.lower(Ascii.trim(field.substring(start, nameEnd)))) {
                case "br" -> br = Math.max(br, weight);
                case "zstd" -> zstd = Math.max(zstd, weight);
                case "gzip", "x-gzip" -> gzip = Math.max(gzip, weight);
                case "identity" -> identity = Math.max(identity, weight);
                case "*" -> any = Math.max(any, weight);
                default -> {} // A coding we do not have.
            }
            start = end + 1;
        }
        return resolved(new AcceptEncoding(br, zstd, gzip, identity), any);
    }

    /**
     * What is not named gets the weight of {@code *}; without that, a coding is not taken, and the
     * identity is, but any coding that is taken is liked better.
     */
    private static AcceptEncoding resolved(AcceptEncoding named, int any) {
        int coding = any == UNNAMED ? 0 : any;
        int plain = any == 0 ? 0 : 1;
        return new AcceptEncoding(
                named.br == UNNAMED ? coding : named.br,
                named.zstd == UNNAMED ? coding : named.zstd,
                named.gzip == UNNAMED ? coding : named.gzip,
                named.identity == UNNAMED ? plain : named.identity);
    }

    /** RFC 9110 12.4.2: {@code ;q=} 0 to 1 with up to three decimals; -1 when malformed. */
    private static int weight(String field, int start, int end) {
        if (start == end) return 1000;
        String parameter = Ascii.trim(field.substring(start + 1, end));
        boolean named = parameter.length() >= 3 && (parameter.charAt(0) | 0x20) == 'q';
        if (!named || parameter.charAt(1) != '=') return -1;
        return quality(parameter.substring(2));
    }

    private static int quality(String text) {
        char whole = text.charAt(0);
        if ((whole != '0' && whole != '1') || text.length() > 5) return -1;
        if (text.length() > 1 && text.charAt(1) != '.') return -1;
        int value = whole == '1' ? 1000 : 0;
        int unit = 100;
        for (int i = 2; i < text.length(); i++, unit /= 10) {
            if (!Ascii.isDigit(text.charAt(i))) return -1;
            value += (text.charAt(i) - '0') * unit;
        }
        return value > 1000 ? -1 : value;
    }

    /** How gladly {@code coding} is taken, 0 to 1000. */
    public int weight(Coding coding) {
        return switch (coding) {
            case BR -> br;
            case ZSTD -> zstd;
            case GZIP -> gzip;
            case IDENTITY -> identity;
        };
    }

    /** The best of {@code available}, in case of a tie the first; empty when none is taken. */
    public Optional<Coding> pick(Iterable<Coding> available) {
        Coding best = null;
        for (Coding coding : available) {
            if (weight(coding) > (best == null ? 0 : weight(best))) best = coding;
        }
        return Optional.ofNullable(best);
    }
}
