package dev.homeport.dns.wire;

import dev.homeport.dns.answer.Answer;
import dev.homeport.dns.answer.Rcode;
import dev.homeport.dns.peer.ReplyRates.Kind;
import dev.homeport.dns.zone.RecordType;
import dev.homeport.dns.zone.Rrset;

import java.util.List;

/** Which replies are alike, so that they are counted together by the limit of rates. */
final class Account {
    private Account() {}

    static Kind kind(Answer answer) {
        if (answer.rcode() == Rcode.NXDOMAIN) return Kind.NAME_ERROR;
        if (answer.rcode() != Rcode.NOERROR) return Kind.ERROR;
        if (!answer.answers().isEmpty()) return Kind.ANSWER;
        return leads(answer.authorities()) ? Kind.REFERRAL : Kind.NO_DATA;
    }

    private static boolean leads(List<Rrset> authorities) {
        return !authorities.isEmpty() && authorities.getFirst().type() == RecordType.NS;
    }

    /** What tells replies of this kind apart. */
    static int subject(Kind kind, Answer answer) {
        return switch (kind) {
            // The data itself and not its owner: all names that a wildcard makes up count as one.
            case ANSWER -> System.identityHashCode(answer.answers().getFirst().rdatas());
            case NO_DATA, NAME_ERROR, REFERRAL -> ownerOfFirst(answer.authorities());
            case ERROR -> 0;
        };
    }

    private static int ownerOfFirst(List<Rrset> authorities) {
        return authorities.isEmpty() ? 0 : authorities.getFirst().owner().hashCode();
    }
}
