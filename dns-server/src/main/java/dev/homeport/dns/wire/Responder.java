package dev.homeport.dns.wire;

import dev.homeport.dns.answer.Answer;
import dev.homeport.dns.answer.Answer.Authoritative;
import dev.homeport.dns.answer.Authority;
import dev.homeport.dns.answer.ExtendedError;
import dev.homeport.dns.answer.Question;
import dev.homeport.dns.answer.Question.Dnssec;
import dev.homeport.dns.answer.Rcode;
import dev.homeport.dns.peer.ReplyRates;
import dev.homeport.dns.peer.ReplyRates.Kind;
import dev.homeport.dns.peer.ReplyRates.Ruling;
import dev.homeport.dns.peer.ServerCookies.Standing;
import dev.homeport.dns.wire.Decoded.Signature;
import dev.homeport.dns.zone.DomainName;
import dev.homeport.dns.zone.RecordType;
import dev.homeport.dns.zone.Zones;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Turns the bytes of a query into the bytes of a reply, whichever way they came. Total: any bytes
 * give a reply or a named reason for silence, and nothing is thrown. Thread-safe; each thread
 * brings its own {@link Exchange}.
 */
public final class Responder {
    private static final int STREAM_BYTES_MAX = 65_535;
    private static final int CLASS_IN = 1;
    private static final int CLASS_CHAOS = 3;
    private static final int CLASS_ANY = 255;
    private static final int OPCODE_QUERY = 0;
    private static final int OPCODE_NOTIFY = 4;
    private static final int OPCODE_UPDATE = 5;
    private static final Answer OUR_FAULT =
            Answer.ofCode(Rcode.SERVFAIL).because(ExtendedError.OTHER);
    private static final Answer NOT_IMPLEMENTED =
            Answer.ofCode(Rcode.NOTIMP).because(ExtendedError.NOT_SUPPORTED);
    private static final Answer NO_TRANSFER =
            Answer.ofCode(Rcode.REFUSED).because(ExtendedError.PROHIBITED);

    private final Supplier<Zones> zones;
    private final ResponderOptions options;
    private final Consumer<RuntimeException> failures;
    private final Conversation conversation;
    private final OptionTaker taker;

    /**
     * A responder that holds no conversations.
     *
     * @param zones gives the snapshot to answer from; asked once a query
     * @param failures is told of errors of our own, which the asker sees as SERVFAIL
     */
    public Responder(
            Supplier<Zones> zones, ResponderOptions options, Consumer<RuntimeException> failures) {
        this(zones, options, failures, Conversation.NONE);
    }

    /**
     * @param zones gives the snapshot to answer from; asked once a query
     * @param failures is told of errors of our own, which the asker sees as SERVFAIL
     * @param conversation answers what is {@link Verdict#HANDED_OVER}
     */
    public Responder(
            Supplier<Zones> zones,
            ResponderOptions options,
            Consumer<RuntimeException> failures,
            Conversation conversation) {
        this.zones = zones;
        this.options = options;
        this.failures = failures;
        this.conversation = conversation;
        this.taker = new OptionTaker(options);
    }

    /** Who answers what is {@link Verdict#HANDED_OVER}. */
    public Conversation conversation() {
        return conversation;
    }

    /** The longest datagram it replies with. */
    public int udpBytesMax() {
        return options.udpBytesMax();
    }

    /** Is told of errors of our own. */
    public Consumer<RuntimeException> failures() {
        return failures;
    }

    /**
     * Answers one message, for those who have no {@link Exchange} at hand.
     *
     * @return the reply, or nothing when the message is to be met with silence
     */
    public Optional<byte[]> respond(byte[] query, Transport transport) {
        Exchange exchange = new Exchange();
        Verdict verdict = respond(exchange, query, 0, query.length, transport);
        if (verdict != Verdict.REPLIED) return Optional.empty();
        return Optional.of(Arrays.copyOf(exchange.reply(), exchange.replyLength()));
    }

    /**
     * Answers one message.
     *
     * @param exchange takes the reply and the facts about it
     * @param query holds the message at an offset; it is not written to
     */
    public Verdict respond(
            Exchange exchange, byte[] query, int offset, int length, Transport transport) {
        exchange.begin();
        try {
            return respond(exchange, zones.get(), query, offset, length, transport);
        } catch (RuntimeException e) {
            // Our own error: this is the edge that all ways in share.
            failures.accept(e);
            return fail(exchange, query, offset, length, transport);
        }
    }

    private Verdict fail(
            Exchange exchange, byte[] query, int offset, int length, Transport transport) {
        return switch (QueryDecoder.decode(query, offset, length)) {
            case Decoded.Ignored ignored -> ignored.why();
            case Decoded.Message message ->
                    reply(exchange, query, offset, message, OUR_FAULT, transport, 0);
        };
    }

    private Verdict respond(
            Exchange exchange,
            Zones snapshot,
            byte[] query,
            int offset,
            int length,
            Transport transport) {
        KeptReplies kept = exchange.kept();
        if (kept == null) return decode(exchange, snapshot, query, offset, length, transport);
        int udpBytesMax = options.udpBytesMax();
        if (kept.answer(exchange, snapshot, query, offset, length, transport, udpBytesMax)
                && taker.complete(exchange, kept, query, transport)) {
            return transport.isDatagram() && exchange.standing() == Standing.UNPROVEN
                    ? ruled(exchange, query, offset, length)
                    : Verdict.REPLIED;
        }
        Verdict verdict = decode(exchange, snapshot, query, offset, length, transport);
        if (verdict == Verdict.REPLIED) kept.keep(exchange, snapshot);
        return verdict;
    }

    /** What becomes of a kept reply. */
    private Verdict ruled(Exchange exchange, byte[] query, int offset, int length) {
        return switch (rule(exchange)) {
            case PASS -> Verdict.REPLIED;
            case SLIP ->
                    isError(exchange) ? Verdict.REPLIED : slip(exchange, query, offset, length);
            case DROP -> Verdict.DROPPED_RATE;
        };
    }

    /** An error is as short as what would be said instead of it. */
    private static boolean isError(Exchange exchange) {
        return Account.kind(exchange.account()) == Kind.ERROR;
    }

    private Verdict decode(
            Exchange exchange,
            Zones snapshot,
            byte[] query,
            int offset,
            int length,
            Transport transport) {
        Decoded decoded = QueryDecoder.decode(query, offset, length);
        return switch (decoded) {
            case Decoded.Ignored ignored -> ignored.why();
            case Decoded.Malformed malformed ->
                    reply(exchange, query, offset, malformed, answer(malformed), transport, 0);
            case Decoded.CookieQuery asked -> {
                taker.take(exchange, query, asked.edns(), transport);
                Answer answer = OptionTaker.answer(exchange, asked.edns());
                yield reply(exchange, query, offset, asked, answer, transport, 0);
            }
            case Decoded.Query asked -> {
                if (isForConversation(asked, transport)) yield Verdict.HANDED_OVER;
                taker.take(exchange, query, asked.edns(), transport);
                Answer answer = answer(exchange, asked, snapshot, transport);
                yield reply(exchange, query, offset, asked, answer, transport, asked.type());
            }
        };
    }

    private Answer answer(Decoded.Malformed malformed) {
        if (isOfLaterVersion(malformed.edns())) return Answer.ofCode(Rcode.BADVERS);
        return Answer.ofCode(isKnown(malformed.opcode()) ? Rcode.FORMERR : Rcode.NOTIMP);
    }

    /** RFC 6891 6.1.3: only version 0 is known, and who speaks another one is told so first. */
    private static boolean isOfLaterVersion(@Nullable Edns edns) {
        return edns != null && edns.version() != 0;
    }

    private Answer answer(
            Exchange exchange, Decoded.Query asked, Zones snapshot, Transport transport) {
        Edns edns = asked.edns();
        if (edns != null && taker.lacksCookie(exchange, edns.cookieBytes(), transport)) {
            // RFC 7873 5.2.3: the good one is in the reply.
            return Answer.ofCode(Rcode.BADCOOKIE);
        }
        boolean broken = edns != null && edns.wants(Edns.BROKEN_KEEPALIVE);
        if (broken && transport.isStream()) return Answer.ofCode(Rcode.FORMERR);
        return decide(asked, snapshot, transport);
    }

    /** RFC 8906 3.1.4: an opcode we do not know is NOTIMP, whatever else is in the message. */
    private boolean isKnown(int opcode) {
        return opcode == OPCODE_QUERY
                || (holdsConversations() && (opcode == OPCODE_NOTIFY || opcode == OPCODE_UPDATE));
    }

    private boolean holdsConversations() {
        return !conversation.equals(Conversation.NONE);
    }

    private boolean isForConversation(Decoded.Query asked, Transport transport) {
        // RFC 8484 is for queries of stub resolvers and knows but one message in reply.
        if (!holdsConversations() || transport == Transport.HTTPS) return false;
        if (!isKnown(asked.opcode())) return false;
        if (asked.opcode() != OPCODE_QUERY || asked.signature() == Signature.TSIG) return true;
        // RFC 5936 4.2: AXFR over datagrams does not exist; RFC 1995 2: IXFR does.
        return asked.type() == RecordType.IXFR
                || (asked.type() == RecordType.AXFR && !transport.isDatagram());
    }

    private Verdict reply(
            Exchange exchange,
            byte[] query,
            int offset,
            Decoded.Message message,
            Answer answer,
            Transport transport,
            int type) {
        int recordClass = recordClass(message);
        // Only a question can be answered with more than a code.
        DomainName name = message instanceof Decoded.Query q ? q.name() : DomainName.ROOT;
        exchange.debit(Account.of(answer, name, zones));
        if (transport.isDatagram() && exchange.standing() == Standing.UNPROVEN) {
            Ruling ruling = rule(exchange);
            if (ruling == Ruling.DROP) return Verdict.DROPPED_RATE;
            if (ruling == Ruling.SLIP && !isError(exchange)) {
                return slip(exchange, query, offset, message, type);
            }
        }
        var form =
                new AnswerEncoder.Form(
                        bytesMax(message, transport), recordClass, options.udpBytesMax());
        int length;
        Answer said = answer;
        try {
            length =
                    exchange.encoder.encode(query, offset, message, answer, exchange.options, form);
        } catch (RuntimeException e) {
            failures.accept(e);
            said = OUR_FAULT;
            length = exchange.encoder.encode(query, offset, message, said, exchange.options, form);
        }
        exchange.replied(length, type, said.rcode());
        return Verdict.REPLIED;
    }

    private Ruling rule(Exchange exchange) {
        ReplyRates rates = rates();
        if (!rates.isOn()) return Ruling.PASS;
        Kind kind = Account.kind(exchange.account());
        int subject = Account.subject(exchange.account());
        Ruling ruling = rates.rule(exchange.client(), kind, subject, exchange.arrivedNanos());
        exchange.ruled(ruling);
        return ruling;
    }

    private Verdict slip(
            Exchange exchange, byte[] query, int offset, Decoded.Message message, int type) {
        var form =
                new AnswerEncoder.Form(
                        bytesMax(message, Transport.UDP),
                        recordClass(message),
                        options.udpBytesMax());
        Edns edns = message.edns();
        // RFC 7873 5.2.3: who knows cookies comes again with a good one, and needs no TCP.
        boolean byCookie =
                edns != null && edns.hasCookie() && options.extensions().cookies().isOn();
        Answer nothing = Answer.ofCode(byCookie ? Rcode.BADCOOKIE : Rcode.NOERROR);
        int length =
                exchange.encoder.encode(query, offset, message, nothing, exchange.options, form);
        if (!byCookie) exchange.encoder.truncate();
        exchange.replied(length, type, nothing.rcode());
        return Verdict.REPLIED;
    }

    /**
     * Tells to come over TCP, for edges that take answers from elsewhere and were told {@link
     * Ruling#SLIP} by {@link #rates}.
     *
     * @param query a message that is answered over UDP
     */
    public Verdict slip(Exchange exchange, byte[] query, int offset, int length) {
        exchange.begin();
        exchange.ruled(Ruling.SLIP);
        return switch (QueryDecoder.decode(query, offset, length)) {
            case Decoded.Ignored ignored -> ignored.why();
            case Decoded.Message message -> {
                taker.take(exchange, query, message.edns(), Transport.UDP);
                int type = message instanceof Decoded.Query asked ? asked.type() : 0;
                yield slip(exchange, query, offset, message, type);
            }
        };
    }

    /**
     * Limits replies over UDP. An edge that takes answers from elsewhere asks it for each reply.
     */
    public ReplyRates rates() {
        return options.extensions().rates();
    }

    private static int recordClass(Decoded.Message message) {
        boolean chaos =
                message instanceof Decoded.Query query && query.questionClass() == CLASS_CHAOS;
        return chaos ? CLASS_CHAOS : CLASS_IN;
    }

    /** RFC 6891 6.2.3 and 6.2.5: both sides' limits hold, and none is below 512. */
    private int bytesMax(Decoded.Message message, Transport transport) {
        if (!transport.isDatagram()) return STREAM_BYTES_MAX;
        Edns edns = message.edns();
        int theirs = edns == null ? 0 : edns.udpBytesMax();
        return Math.min(Math.max(theirs, ResponderOptions.UDP_BYTES_MIN), options.udpBytesMax());
    }

    private Answer decide(Decoded.Query query, Zones snapshot, Transport transport) {
        Edns edns = query.edns();
        if (isOfLaterVersion(edns)) return Answer.ofCode(Rcode.BADVERS);
        // RFC 8906 3.1.4: an opcode we do not know is NOTIMP, whatever else is in the message.
        if (query.opcode() != OPCODE_QUERY) return NOT_IMPLEMENTED;
        Dnssec dnssec = edns == null ? Dnssec.UNWANTED : edns.dnssec();
        try {
            return byClass(query, snapshot, dnssec, transport);
        } catch (RuntimeException e) {
            // Our own error: this is the edge that all ways in share.
            failures.accept(e);
            return OUR_FAULT;
        }
    }

    private Answer byClass(
            Decoded.Query query, Zones snapshot, Dnssec dnssec, Transport transport) {
        return switch (query.questionClass()) {
            case CLASS_IN -> byType(query, snapshot, dnssec, transport);
            case CLASS_CHAOS -> options.identity().answer(query.name(), query.type());
            case CLASS_ANY -> withoutAuthority(byType(query, snapshot, dnssec, transport));
            default -> Answer.ofCode(Rcode.REFUSED).because(ExtendedError.NOT_SUPPORTED);
        };
    }

    /** RFC 1035 6.2: an answer to class ANY can never be authoritative. */
    private static Answer withoutAuthority(Answer answer) {
        return new Answer(
                answer.rcode(),
                Authoritative.NO,
                answer.answers(),
                answer.authorities(),
                answer.glue(),
                answer.additional(),
                answer.error());
    }

    private Answer byType(Decoded.Query query, Zones snapshot, Dnssec dnssec, Transport transport) {
        return switch (query.type()) {
            // These are about messages and cannot be asked for (RFC 6891 6.1.1, RFC 8945 4.2).
            case RecordType.OPT, RecordType.TSIG, RecordType.TKEY -> Answer.ofCode(Rcode.FORMERR);
            // RFC 5936 4.2: a whole zone does not go into a datagram.
            case RecordType.AXFR ->
                    transport.isDatagram() ? Answer.ofCode(Rcode.FORMERR) : NO_TRANSFER;
            // Who holds no conversations allows nobody a transfer.
            case RecordType.IXFR -> NO_TRANSFER;
            // RFC 1035 3.2.3: obsolete.
            case RecordType.MAILA, RecordType.MAILB -> NOT_IMPLEMENTED;
            default -> {
                var question = new Question(query.name(), query.type(), dnssec);
                yield Authority.answer(question, snapshot, options.aliasStepsMax());
            }
        };
    }
}
