package dev.homeport.dns.load;

import org.xbill.DNS.DClass;
import org.xbill.DNS.Type;

import java.util.List;
import java.util.OptionalInt;

/** What stands between a record's owner and its data: time to live, class and type. */
sealed interface RecordHead {
    /**
     * A head that was understood.
     *
     * @param rdataAt index of the first token of the data
     */
    record Good(OptionalInt ttl, int type, int rdataAt) implements RecordHead {}

    /** A head that was not. */
    record Bad(Token token, String message, String remedy) implements RecordHead {}

    /** Reads {@code [ttl] [class] type} or {@code [class] [ttl] type} (RFC 1035 5.1). */
    static RecordHead read(List<Token> tokens, int from) {
        OptionalInt ttl = OptionalInt.empty();
        boolean classed = false;
        for (int i = from; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            boolean plain = token.kind() == Token.Kind.PLAIN;
            OptionalInt time =
                    plain && ttl.isEmpty() ? Ttl.parse(token.text()) : OptionalInt.empty();
            if (time.isPresent()) {
                ttl = time;
            } else if (plain && !classed && DClass.value(token.text()) >= 0) {
                classed = true;
                if (DClass.value(token.text()) != DClass.IN) return otherClass(token);
            } else {
                return type(token, ttl, i + 1);
            }
        }
        return new Bad(tokens.getLast(), "the record has no type", "write owner, type and data");
    }

    private static RecordHead type(Token token, OptionalInt ttl, int rdataAt) {
        int type = token.kind() == Token.Kind.PLAIN ? Type.value(token.text()) : -1;
        if (type < 0) {
            return new Bad(
                    token,
                    "\"" + token.text() + "\" is no record type",
                    "write a type such as A or MX, or TYPE65280 for a number");
        }
        // RFC 6895 3.1: types 128 to 255 and OPT are for questions and messages, not for data.
        if (type == Type.OPT || (type >= 128 && type <= 255)) {
            return new Bad(token, token.text() + " cannot stand in a zone", "remove the record");
        }
        return new Good(ttl, type, rdataAt);
    }

    private static RecordHead otherClass(Token token) {
        return new Bad(
                token,
                "class " + token.text() + " is not served",
                "write IN or leave the class out");
    }
}
