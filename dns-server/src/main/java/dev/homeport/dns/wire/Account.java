package dev.homeport.dns.wire;

import dev.homeport.dns.answer.Answer;
import dev.homeport.dns.answer.Rcode;
import dev.homeport.dns.peer.ReplyRates.Kind;
import dev.homeport.dns.zone.DomainName;
import dev.homeport.dns.zone.RecordType;
import dev.homeport.dns.zone.Rrset;
import dev.homeport.dns.zone.Zone;
import dev.homeport.dns.zone.Zones;

import java.util.List;
import java.util.function.Supplier;

/** Which replies are alike, so that they are counted together by the limit of rates. */
final class Account {
    private Account() {}

    /**
     * Who pays for a reply, as one number.
     *
     * @param name that was asked
     */
    static long of(Answer answer, DomainName name, Supplier<Zones> zones) {
        Kind kind = kind(answer);
        int subject = subject(kind, answer, name, zones);
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

    /**
     * What tells replies of this kind apart.
     *
     * @param name that was asked
     */
    private static int subject(Kind kind, Answer answer, DomainName name, Supplier<Zones> zones) {
        return switch (kind) {
            case ANSWER -> existing(name, zones.get());
            case NO_DATA, NAME_ERROR, REFERRAL -> ownerOfFirst(answer.authorities());
            case ERROR -> 0;
        };
    }

    /** All names that one wildcard or DNAME makes up count as the name above that is there. */
    private static int existing(DomainName name, Zones zones) {
        Zone zone = zones.closest(name, RecordType.ANY);
        if (zone == null) return name.hashCode();
        byte[] wire = name.wire();
        int from = 0;
        for (int i = zone.labelsMissing(wire, 0); i > 0; i--) from += wire[from] + 1;
        return name.suffix(from).hashCode();
    }

    private static int ownerOfFirst(List<Rrset> authorities) {
        return authorities.isEmpty() ? 0 : authorities.getFirst().owner().hashCode();
    }
}
