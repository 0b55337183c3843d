package dev.homeport.dns.answer;

import static dev.homeport.dns.answer.Answer.Authoritative.NO;
import static dev.homeport.dns.answer.Answer.Authoritative.YES;

import dev.homeport.dns.zone.Cut;
import dev.homeport.dns.zone.DomainName;
import dev.homeport.dns.zone.Lookup;
import dev.homeport.dns.zone.RecordType;
import dev.homeport.dns.zone.Rrset;
import dev.homeport.dns.zone.Zone;
import dev.homeport.dns.zone.Zones;

import java.util.ArrayList;
import java.util.List;

/**
 * The truth about every question: a pure function of the question and the zones (RFC 1034 4.3.2).
 */
public final class Authority {
    private Authority() {}

    /**
     * Answers a question of class IN.
     *
     * @param aliasStepsMax how many CNAME and DNAME records are followed at most; what was found
     *     until then is the answer, and the asker goes on from there
     */
    public static Answer answer(Question question, Zones zones, int aliasStepsMax) {
        Zone zone = zones.closest(question.name(), question.type());
        if (zone == null) return Answer.ofCode(Rcode.REFUSED);
        Lookup lookup = zone.lookup(question.name(), question.type());
        return switch (lookup) {
            case Lookup.Found found -> found(List.of(found.rrset()), found.rrset());
            case Lookup.Delegation delegation ->
                    referral(NO, List.of(), delegation.cut(), question);
            case Lookup.NoData() -> negative(Rcode.NOERROR, List.of(), zone);
            case Lookup.NoSuchName() -> negative(Rcode.NXDOMAIN, List.of(), zone);
            case Lookup.Alias alias -> follow(question, zones, zone, alias, aliasStepsMax);
            case Lookup.Redirect redirect -> follow(question, zones, zone, redirect, aliasStepsMax);
        };
    }

    private static Answer found(List<Rrset> answers, Rrset last) {
        return new Answer(Rcode.NOERROR, YES, answers, List.of(), List.of(), last.additional());
    }

    /** RFC 1034 4.3.2 step 3b. The AA bit speaks of the first owner in the answer section. */
    private static Answer referral(
            Answer.Authoritative aa, List<Rrset> answers, Cut cut, Question question) {
        List<Rrset> authorities = new ArrayList<>(2);
        authorities.add(cut.servers());
        // RFC 4035 3.1.4: the DS records say whether the child is signed.
        if (question.dnssec() == Question.Dnssec.WANTED) {
            cut.findDelegationSigner().ifPresent(authorities::add);
        }
        return new Answer(
                Rcode.NOERROR, aa, answers, authorities, cut.inDomainGlue(), cut.siblingGlue());
    }

    /** RFC 2308 2: no such name or no such data, with the SOA of the zone that knows. */
    private static Answer negative(int rcode, List<Rrset> answers, Zone zone) {
        return new Answer(rcode, YES, answers, List.of(zone.negativeSoa()), List.of(), List.of());
    }

    private static Answer partial(int rcode, List<Rrset> answers) {
        return new Answer(rcode, YES, answers, List.of(), List.of(), List.of());
    }

    /** RFC 1034 4.3.2 steps 3a and 3c, RFC 6672 3.2: starts over with the name aliased to. */
    private static Answer follow(
            Question question, Zones zones, Zone first, Lookup start, int aliasStepsMax) {
        List<Rrset> answers = new ArrayList<>(4);
        DomainName name = question.name();
        Zone zone = first;
        Lookup lookup = start;
        for (int step = 0; step < aliasStepsMax; step++) {
            AliasStep next = AliasStep.take(name, lookup);
            boolean repeated = contains(answers, next.records().getLast());
            for (Rrset rrset : next.records()) if (!contains(answers, rrset)) answers.add(rrset);
            // RFC 6672 2.2: a name that would grow too long is told by YXDOMAIN.
            if (next.isTooLong()) return partial(Rcode.YXDOMAIN, answers);
            // RFC 1034 3.6.2: a loop ends where it would repeat itself.
            if (repeated) break;
            // The synthesised CNAME is what was asked for: there is nothing to start over with.
            if (question.type() == RecordType.CNAME || question.type() == RecordType.ANY) break;
            name = next.target();
            zone = zones.closest(name, question.type());
            if (zone == null) break;
            lookup = zone.lookup(name, question.type());
            switch (lookup) {
                case Lookup.Found found -> {
                    // A CNAME is data only to those who ask for it, so this cannot repeat.
                    answers.add(found.rrset());
                    return found(answers, found.rrset());
                }
                case Lookup.Delegation d -> {
                    return referral(YES, answers, d.cut(), question);
                }
                // RFC 6604 3: the code speaks of the last name in the chain.
                case Lookup.NoData() -> {
                    return negative(Rcode.NOERROR, answers, zone);
                }
                case Lookup.NoSuchName() -> {
                    return negative(Rcode.NXDOMAIN, answers, zone);
                }
                case Lookup.Alias _, Lookup.Redirect _ -> {}
            }
        }
        return partial(Rcode.NOERROR, answers);
    }

    private static boolean contains(List<Rrset> rrsets, Rrset wanted) {
        for (Rrset rrset : rrsets) {
            if (rrset.type() == wanted.type() && rrset.owner().equals(wanted.owner())) return true;
        }
        return false;
    }
}
