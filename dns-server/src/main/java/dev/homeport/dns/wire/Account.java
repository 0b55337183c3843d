package dev.homeport.dns.wire;

import dev.homeport.dns.answer.Answer;
import dev.homeport.dns.answer.Rcode;
import dev.homeport.dns.peer.ReplyRates.Kind;
import dev.homeport.dns.zone.RecordType;
import dev.homeport.dns.zone.Rrset;

import java.util.Arrays;
import java.util.List;

/** Which replies are alike, so that they are counted together by the limit of rates. */
final class Account {
    private Account() {}

    /**
     * Who pays for a reply, as one number.
     *
     * @param ourselves whether it is about the server, which is one subject
     */
    static long of(Answer answer, boolean ourselves) {
        Kind kind = kind(answer);
        int subject = ourselves ? 0 : subject(kind, answer);
        return number(kind) << 32 | Integer.toUnsignedLong(subject);
    }

    private static long number(Kind kind) {
        return switch (kind) {
            case ANSWER -> 1;
            case NO_DATA -> 2;
            case NAME_ERROR -> 3;
            case REFERRAL -> 4;
            case ERROR -> 5;
        };
    }

    /** The kind of reply in such a number. */
    static Kind kind(long account) {
        return switch ((int) (account >>> 32)) {
            case 1 -> Kind.ANSWER;
            case 2 -> Kind.NO_DATA;
            case 3 -> Kind.NAME_ERROR;
            case 4 -> Kind.REFERRAL;
            default -> Kind.ERROR;
        };
    }

    /** The subject in such a number. */
    static int subject(long account) {
        return (int) account;
    }

    private static Kind kind(Answer answer) {
        if (answer.rcode() == Rcode.NXDOMAIN) return Kind.NAME_ERROR;
        if (answer.rcode() != Rcode.NOERROR) return Kind.ERROR;
        if (!answer.answers().isEmpty()) return Kind.ANSWER;
        return leads(answer.authorities()) ? Kind.REFERRAL : Kind.NO_DATA;
    }

    private static boolean leads(List<Rrset> authorities) {
        return !authorities.isEmpty() && authorities.getFirst().type() == RecordType.NS;
    }

    /** What tells replies of this kind apart. */
    private static int subject(Kind kind, Answer answer) {
        return switch (kind) {
            // The data itself and not its owner: all names that a wildcard makes up count as one.
            case ANSWER -> Arrays.hashCode(answer.answers().getFirst().rdatas());
            case NO_DATA, NAME_ERROR, REFERRAL -> ownerOfFirst(answer.authorities());
            case ERROR -> 0;
        };
    }

    private static int ownerOfFirst(List<Rrset> authorities) {
        return authorities.isEmpty() ? 0 : authorities.getFirst().owner().hashCode();
    }
}
