package dev.homeport.dns.answer;

import static dev.homeport.dns.answer.Answer.Authoritative.NO;
import static dev.homeport.dns.answer.Answer.Authoritative.YES;
import static dev.homeport.dns.answer.Question.Dnssec.WANTED;

import dev.homeport.dns.zone.Absence;
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
    private final Question question;
    private final Zones zones;
    private final int aliasStepsMax;
    private final List<Rrset> answers = new ArrayList<>(2);
    private final List<Rrset> authorities = new ArrayList<>(4);

    private Authority(Question question, Zones zones, int aliasStepsMax) {
        this.question = question;
        this.zones = zones;
        this.aliasStepsMax = aliasStepsMax;
    }

    /**
     * Answers a question of class IN.
     *
     * @param aliasStepsMax how many CNAME and DNAME records are followed at most; what was found
     *     until then is the answer, and the asker goes on from there
     */
    public static Answer answer(Question question, Zones zones, int aliasStepsMax) {
        // RFC 1034 4.3.5: an expired zone is ours, but we cannot speak for it.
        if (zones.isUnavailable(question.name(), question.type())) {
            return Answer.ofCode(Rcode.SERVFAIL);
        }
        Zone zone = zones.closest(question.name(), question.type());
        if (zone == null) {
            return Answer.ofCode(Rcode.REFUSED).because(ExtendedError.NOT_AUTHORITATIVE);
        }
        return new Authority(question, zones, aliasStepsMax).answer(zone);
    }

    private Answer answer(Zone zone) {
        Lookup lookup = zone.lookup(question.name(), question.type());
        return switch (lookup) {
            case Lookup.Found found -> found(found, zone);
            case Lookup.Delegation delegation -> referral(NO, delegation.cut(), zone);
            case Lookup.NoData(Absence absence) -> negative(Rcode.NOERROR, absence, zone);
            case Lookup.NoSuchName(Absence absence) -> negative(Rcode.NXDOMAIN, absence, zone);
            case Lookup.Alias alias -> follow(zone, alias);
            case Lookup.Redirect redirect -> follow(zone, redirect);
        };
    }

    private Answer found(Lookup.Found found, Zone zone) {
        answers.add(found.rrset());
        prove(found.absence(), zone);
        return said(Rcode.NOERROR, YES, List.of(), found.rrset().additional());
    }

    /** RFC 1034 4.3.2 step 3b. The AA bit speaks of the first owner in the answer section. */
    private Answer referral(Answer.Authoritative aa, Cut cut, Zone zone) {
        authorities.addFirst(cut.servers());
        if (question.dnssec() == WANTED) {
            cut.findDelegationSigner()
                    .ifPresentOrElse(
                            this::addSigned, () -> prove(new Absence.OfType(cut.owner()), zone));
        }
        return said(Rcode.NOERROR, aa, cut.inDomainGlue(), cut.siblingGlue());
    }

    /** RFC 4035 3.1.4: DS records go along with their signatures; unsigned they prove nothing. */
    private void addSigned(Rrset delegationSigner) {
        if (delegationSigner.signatures().isPresent()) authorities.add(delegationSigner);
    }

    /** RFC 2308 2: no such name or no such data, with the SOA of the zone that knows. */
    private Answer negative(int rcode, Absence absence, Zone zone) {
        authorities.addFirst(zone.negativeSoa());
        prove(absence, zone);
        return said(rcode, YES, List.of(), List.of());
    }

    private Answer partial(int rcode) {
        return said(rcode, YES, List.of(), List.of());
    }

    private Answer said(
            int rcode, Answer.Authoritative aa, List<Rrset> glue, List<Rrset> additional) {
        return new Answer(rcode, aa, answers, authorities, glue, additional);
    }

    /** RFC 4035 3.1.3: who wants proofs gets those of each step that found something missing. */
    private void prove(Absence absence, Zone zone) {
        if (question.dnssec() != WANTED) return;
        for (Rrset rrset : zone.denial().prove(absence)) {
            if (!contains(authorities, rrset)) authorities.add(rrset);
        }
    }

    /** RFC 1034 4.3.2 steps 3a and 3c, RFC 6672 3.2: starts over with the name aliased to. */
    private Answer follow(Zone first, Lookup start) {
        DomainName name = question.name();
        Zone zone = first;
        Lookup lookup = start;
        for (int step = 0; step < aliasStepsMax; step++) {
            AliasStep next = AliasStep.take(name, lookup);
            if (lookup instanceof Lookup.Alias alias) prove(alias.absence(), zone);
            boolean repeated = contains(answers, next.records().getLast());
            for (Rrset rrset : next.records()) if (!contains(answers, rrset)) answers.add(rrset);
            // RFC 6672 2.2: a name that would grow too long is told by YXDOMAIN.
            if (next.isTooLong()) return partial(Rcode.YXDOMAIN);
            // RFC 1034 3.6.2: a loop ends where it would repeat itself.
            if (repeated) break;
            // The synthesised CNAME is what was asked for: there is nothing to start over with.
            if (question.type() == RecordType.CNAME) break;
            name = next.target();
            zone = zones.closest(name, question.type());
            if (zone == null || zones.isUnavailable(name, question.type())) break;
            lookup = zone.lookup(name, question.type());
            switch (lookup) {
                // A CNAME is data only to those who ask for it, so this cannot repeat.
                case Lookup.Found found -> {
                    return found(found, zone);
                }
                case Lookup.Delegation d -> {
                    return referral(YES, d.cut(), zone);
                }
                // RFC 6604 3: the code speaks of the last name in the chain.
                case Lookup.NoData(Absence absence) -> {
                    return negative(Rcode.NOERROR, absence, zone);
                }
                case Lookup.NoSuchName(Absence absence) -> {
                    return negative(Rcode.NXDOMAIN, absence, zone);
                }
                case Lookup.Alias _, Lookup.Redirect _ -> {}
            }
        }
        return partial(Rcode.NOERROR);
    }

    private static boolean contains(List<Rrset> rrsets, Rrset wanted) {
        for (Rrset rrset : rrsets) {
            if (rrset.type() == wanted.type() && rrset.owner().equals(wanted.owner())) return true;
        }
        return false;
    }
}
