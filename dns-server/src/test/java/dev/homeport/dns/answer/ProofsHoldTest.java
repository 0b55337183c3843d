package dev.homeport.dns.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** dnsjava's validator, which is Unbound's in Java, believes what signed zones say. */
class ProofsHoldTest {
    private static final Set<Integer> PROOF_TYPES = Set.of(Type.RRSIG, Type.NSEC, Type.NSEC3);

    private static final String QUESTIONS =
            """
            @ SOA NOERROR secure
            @ NS NOERROR secure
            @ DNSKEY NOERROR secure
            @ MX NOERROR secure
            @ AAAA NOERROR secure
            www A NOERROR secure
            www TXT NOERROR secure
            www MX NOERROR secure
            www DS NOERROR secure
            odd CAA NOERROR secure
            odd TYPE65280 NOERROR secure
            odd TYPE65281 NOERROR secure
            z\\.dot A NOERROR secure
            \\000nul A NOERROR secure
            alias2 A NOERROR secure
            alias2 CNAME NOERROR secure
            tosecure A NOERROR secure
            toent A NOERROR secure
            dname A NOERROR secure
            dname DNAME NOERROR secure
            x.dname A NOERROR secure
            x.dname2 A NOERROR secure
            ent A NOERROR secure
            c.ent A NOERROR secure
            _tcp A NOERROR secure
            ent.wild A NOERROR secure
            *.wild A NOERROR secure
            *.wild MX NOERROR secure
            *.wildent A NOERROR secure
            entmix A NOERROR secure
            secure DS NOERROR secure
            secure A NOERROR secure
            secure SOA NOERROR secure
            secure DNSKEY NOERROR secure
            secure MX NOERROR secure
            www.secure A NOERROR secure
            back.secure A NOERROR secure
            nowhere A NXDOMAIN secure-unless-optout
            zzz A NXDOMAIN secure-unless-optout
            -first A NXDOMAIN secure-unless-optout
            a.b.nowhere A NXDOMAIN secure-unless-optout
            www.www A NXDOMAIN secure-unless-optout
            x.ent A NXDOMAIN secure-unless-optout
            * A NXDOMAIN secure-unless-optout
            x.ent.wild A NXDOMAIN secure-unless-optout
            y.entdel A NXDOMAIN secure-unless-optout
            q.entmix A NXDOMAIN secure-unless-optout
            dangling A NXDOMAIN secure-unless-optout
            a.dname A NXDOMAIN secure-unless-optout
            a.wild A NOERROR secure-unless-optout
            a.b.wild TXT NOERROR secure-unless-optout
            a.wild MX NOERROR secure-unless-optout
            a.wildcname A NOERROR secure-unless-optout
            a.wildcname CNAME NOERROR secure-unless-optout
            a.wildgone A NXDOMAIN secure-unless-optout
            a.wildchain A NOERROR secure-unless-optout
            a.wildmx MX NOERROR secure-unless-optout
            towild A NOERROR secure-unless-optout
            towild MX NOERROR secure-unless-optout
            q.y.dname A NOERROR secure-unless-optout
            q.secure A NOERROR secure-unless-optout
            q.secure TXT NOERROR secure-unless-optout
            insecure DS NOERROR secure-unless-optout
            other DS NOERROR secure-unless-optout
            x.entdel DS NOERROR secure-unless-optout
            deep.x2.entdel2 DS NOERROR secure-unless-optout
            mixed.entmix DS NOERROR secure-unless-optout
            below.secure DS NOERROR secure-unless-optout
            entdel A NOERROR secure-unless-optout
            entdel2 A NOERROR secure-unless-optout
            x2.entdel2 A NOERROR secure-unless-optout
            www.below.secure A NOERROR insecure
            q.below.secure A NXDOMAIN insecure
            """;

    private record Asked(Name name, int type, String rcode, boolean secure) {
        static Asked of(String line, SignedZones.Kind kind) {
            String[] words = line.split(" ", -1);
            boolean secure =
                    words[3].equals("secure")
                            || (words[3].equals("secure-unless-optout")
                                    && kind != SignedZones.Kind.OPTOUT);
            Name name = Name.fromConstantString(words[0] + "." + kind.origin());
            if (words[0].equals("@")) name = kind.origin();
            return new Asked(name, Type.value(words[1], true), words[2], secure);
        }
    }

    private static List<Asked> questions(SignedZones.Kind kind) {
        return QUESTIONS.lines().map(line -> Asked.of(line, kind)).toList();
    }

    @ParameterizedTest
    @EnumSource
    void forEveryKindOfAnswer(SignedZones.Kind kind) throws IOException {
        SignedZones zones = SignedZones.family(kind);
        Validator validator = Validator.of(kind.origin(), zones::reply);
        for (Asked asked : questions(kind)) {
            Message judged = validator.judge(asked.name, asked.type);
            assertEquals(asked.rcode, Rcode.string(judged.getRcode()), judged::toString);
            boolean secure = judged.getHeader().getFlag(Flags.AD);
            assertEquals(asked.secure, secure, judged::toString);
        }
    }

    @ParameterizedTest
    @EnumSource
    void andNotWithOneOfTheProofsMissing(SignedZones.Kind kind) throws IOException {
        SignedZones zones = SignedZones.family(kind);
        var tampering = new AtomicReference<UnaryOperator<Message>>(UnaryOperator.identity());
        Validator validator =
                Validator.of(kind.origin(), query -> tampering.get().apply(zones.reply(query)));
        int tried = 0;
        for (Asked asked : questions(kind)) {
            // This validator looks at no wildcard's proof once the end of its alias is missing.
            boolean looksAtAll = !asked.name.toString().startsWith("a.wildgone.");
            if (!asked.secure || !looksAtAll) continue;
            for (Record proof : proofs(zones.ask(asked.name, asked.type))) {
                tampering.set(reply -> without(proof, reply, asked));
                Message judged = validator.judge(asked.name, asked.type);
                assertEquals(
                        Rcode.SERVFAIL,
                        judged.getRcode(),
                        () -> "believed without " + proof + "\n" + judged);
                tried++;
            }
        }
        assertTrue(tried > 12, "only " + tried + " proofs were seen");
    }

    private static List<Record> proofs(Message reply) {
        return SignedZones.section(reply, Section.AUTHORITY).stream()
                .filter(r -> r.getType() == Type.NSEC || r.getType() == Type.NSEC3)
                .toList();
    }

    /** The reply without a record and its signatures, if it is the reply to that question. */
    private static Message without(Record proof, Message reply, Asked asked) {
        Record question = reply.getQuestion();
        if (!question.getName().equals(asked.name) || question.getType() != asked.type)
            return reply;
        for (Record r : SignedZones.section(reply, Section.AUTHORITY)) {
            if (r.getName().equals(proof.getName()) && r.getRRsetType() == proof.getType()) {
                reply.removeRecord(r, Section.AUTHORITY);
            }
        }
        return reply;
    }

    @ParameterizedTest
    @EnumSource
    void aReferralProvesWhatTheAnswerForDsProves(SignedZones.Kind kind) {
        SignedZones zones = SignedZones.alone(kind.origin().toString());
        for (String cut : List.of("insecure", "other", "x.entdel", "deep.x2.entdel2", "secure")) {
            Name name = Name.fromConstantString(cut + "." + kind.origin());
            Name below = Name.fromConstantString("q.www." + name);
            List<Record> fromDs = new ArrayList<>(proofs(zones.ask(name, Type.DS)));
            assertNotEquals(cut.equals("secure"), !fromDs.isEmpty(), cut);
            assertEquals(fromDs, proofs(zones.ask(below, Type.A)), cut);
            assertEquals(fromDs, proofs(zones.ask(name, Type.NS)), cut);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theChildAloneDeniesItsDs(SignedZones.Kind kind) {
        Name child = Name.fromConstantString("secure." + kind.origin());
        Message reply = SignedZones.alone(child.toString()).ask(child, Type.DS);
        assertEquals(1, proofs(reply).size());
        assertTrue(reply.getSection(Section.ANSWER).isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void noneIsSentWithoutTheDoBit(SignedZones.Kind kind) throws IOException {
        SignedZones zones = SignedZones.family(kind);
        for (Asked asked : questions(kind)) {
            Message query = Message.newQuery(Record.newRecord(asked.name, asked.type, DClass.IN));
            Message reply = zones.reply(query);
            for (int section : new int[] {Section.ANSWER, Section.AUTHORITY, Section.ADDITIONAL}) {
                for (Record r : SignedZones.section(reply, section)) {
                    assertTrue(!PROOF_TYPES.contains(r.getType()), reply::toString);
                }
            }
        }
    }
}
