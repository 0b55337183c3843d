package dev.homeport.http.semantics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A validator of one representation (RFC 9110 8.8.3).
 *
 * @param opaque what stands between the quotes
 * @param strength whether equal tags mean equal bytes
 */
public record EntityTag(String opaque, Strength strength) {
    private static final int LIST_MAX = 64;

    /** What equality of two tags says. */
    public enum Strength {
        /** The bytes are the same. */
        STRONG,
        /** The meaning is the same. */
        WEAK
    }

    /** A strong tag. */
    public static EntityTag strong(String opaque) {
        return new EntityTag(opaque, Strength.STRONG);
    }

    /** Reads one tag and nothing else. */
    public static Optional<EntityTag> parse(String text) {
        return parseList(text).filter(tags -> tags.size() == 1).map(List::getFirst);
    }

    /** Reads a list of at least one tag; empty when it is malformed or has more than 64. */
    public static Optional<List<EntityTag>> parseList(String text) {
        List<EntityTag> tags = new ArrayList<>(2);
        int at = skipBlanks(text, 0);
        while (at < text.length()) {
            if (text.charAt(at) == ',') { // RFC 9110 5.6.1: empty elements are ignored.
                at = skipBlanks(text, at + 1);
                continue;
            }
            boolean weak = text.startsWith("W/", at);
            int open = weak ? at + 2 : at;
            int close = closingQuote(text, open);
            if (close < 0 || tags.size() == LIST_MAX) return Optional.empty();
            String opaque = text.substring(open + 1, close);
            tags.add(new EntityTag(opaque, weak ? Strength.WEAK : Strength.STRONG));
            at = skipBlanks(text, close + 1);
            if (at < text.length() && text.charAt(at) != ',') return Optional.empty();
        }
        return tags.isEmpty() ? Optional.empty() : Optional.of(tags);
    }

    /** RFC 9110 8.8.3: etagc; a tag has no escapes. */
    private static int closingQuote(String text, int open) {
        if (open >= text.length() || text.charAt(open) != '"') return -1;
        for (int i = open + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') return i;
            if (c <= ' ' || c == 0x7f) return -1;
        }
        return -1;
    }

    private static int skipBlanks(String text, int from) {
        int at = from;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) at++;
        return at;
    }

    /** RFC 9110 8.8.3.2: both strong and equal. */
    public boolean equalsStrongly(EntityTag other) {
        return strength == Strength.STRONG
                && other.strength == Strength.STRONG
                && opaque.equals(other.opaque);
    }

    /** RFC 9110 8.8.3.2: equal, whether weak or strong. */
    public boolean equalsWeakly(EntityTag other) {
        return opaque.equals(other.opaque);
    }

    /** As it stands in a field. */
    public String text() {
        return (strength == Strength.WEAK ? "W/\"" : "\"") + opaque + '"';
    }
}
