package dev.homeport.dns.transfer;

import dev.homeport.dns.answer.Rcode;
import dev.homeport.dns.message.DnsMessage;
import dev.homeport.dns.message.DnsMessage.Asked;
import dev.homeport.dns.message.MessageRecord;
import dev.homeport.dns.message.OptRecord;
import dev.homeport.dns.tsig.TsigGate;
import dev.homeport.dns.tsig.TsigGate.Received;
import dev.homeport.dns.tsig.TsigSigner;
import dev.homeport.dns.wire.Conversation;
import dev.homeport.dns.wire.Responder;
import dev.homeport.dns.wire.Transport;
import dev.homeport.dns.zone.RecordType;
import dev.homeport.dns.zone.Rrset;

import org.jspecify.annotations.Nullable;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Answers what takes more than a lookup: checks who asks, and hands transfers, notifies, updates
 * and signed queries to those who know. Thread-safe.
 */
public final class Dialogue implements Conversation {
    private static final int OPCODE_QUERY = 0;
    private static final int OPCODE_NOTIFY = 4;
    private static final int OPCODE_UPDATE = 5;
    private static final int HEADER_BYTES = 12;
    private static final int UDP_BYTES_MIN = 512;
    private static final int UDP_BYTES_MAX = 1232;

    private final TsigGate gate;
    private final Partners partners;
    private final ZoneTransfers transfers;
    private final TransferLog log;

    /**
     * Those to whom messages are handed.
     *
     * @param queries answers ordinary queries, without a conversation of its own
     */
    public record Partners(NotifyHandler notifies, UpdateHandler updates, Responder queries) {}

    /**
     * One message on its way: who sent it and how to answer.
     *
     * @param signatureBytes that signing adds
     */
    record Turn(
            DnsMessage message,
            Peer peer,
            Transport transport,
            @Nullable TsigSigner signer,
            int signatureBytes,
            Replies replies) {
        Asked question() {
            return message.questions().getFirst();
        }

        private Optional<OptRecord> opt() {
            return OptRecord.of(message);
        }

        /** What is sent for a message: OPT if the asker sent it, then the signature. */
        byte[] sealed(byte[] reply) {
            return sealed(reply, Rcode.NOERROR);
        }

        /**
         * The same for a code that may be too large for the header.
         *
         * @param reply has the low four bits of the code
         */
        private byte[] sealed(byte[] reply, int rcode) {
            return signed(opt().map(opt -> opt.answeredIn(reply, rcode)).orElse(reply));
        }

        private byte[] signed(byte[] reply) {
            return signer == null ? reply : signer.sign(reply);
        }

        /** Bytes that {@link #sealed} adds. */
        int sealBytes() {
            return signatureBytes + (opt().isPresent() ? OptRecord.BYTES : 0);
        }

        /** The longest reply without its signature. */
        private int signedBytesMax() {
            int most = transport.isDatagram() ? udpBytesMax() : 65_535;
            return most - signatureBytes;
        }

        /** The longest reply without what {@link #sealed} adds. */
        int replyBytesMax() {
            return signedBytesMax() + signatureBytes - sealBytes();
        }

        /** RFC 6891 6.2.3: what the asker takes, within what passes everywhere. */
        private int udpBytesMax() {
            int theirs = opt().map(OptRecord::udpBytesMax).orElse(UDP_BYTES_MIN);
            return Math.clamp(theirs, UDP_BYTES_MIN, UDP_BYTES_MAX);
        }
    }

    /** Answers with the help of others. */
    public Dialogue(TsigGate gate, Partners partners, ZoneTransfers transfers, TransferLog log) {
        this.gate = gate;
        this.partners = partners;
        this.transfers = transfers;
        this.log = log;
    }

    @Override
    public void hold(byte[] message, Transport transport, InetSocketAddress client, Replies replies)
            throws InterruptedException {
        switch (gate.receive(message)) {
            case Received.Refused(byte[] reply, String reason) -> {
                log.failed(
                        "event=tsig_refused client="
                                + Peer.unsigned(client)
                                + " reason=\""
                                + reason
                                + "\"");
                replies.send(reply);
            }
            case Received.Unsigned(byte[] plain) ->
                    take(plain, Peer.unsigned(client), transport, Optional.empty(), replies);
            case Received.Verified verified ->
                    take(
                            verified.message(),
                            new Peer(client, verified.key().name()),
                            transport,
                            Optional.of(verified),
                            replies);
        }
    }

    private void take(
            byte[] plain,
            Peer peer,
            Transport transport,
            Optional<Received.Verified> signed,
            Replies replies)
            throws InterruptedException {
        TsigSigner signer = signed.map(Received.Verified::signer).orElse(null);
        int signatureBytes = signed.map(v -> TsigSigner.recordBytes(v.key())).orElse(0);
        Optional<DnsMessage> decoded = DnsMessage.decode(plain);
        if (decoded.isEmpty() || decoded.get().questions().size() != 1) {
            replies.send(error(plain, Rcode.FORMERR));
            return;
        }
        var turn = new Turn(decoded.get(), peer, transport, signer, signatureBytes, replies);
        if (turn.opt().isPresent() && turn.opt().get().version() != 0) {
            // RFC 6891 6.1.3: only version 0 is known, whatever is asked for.
            replies.send(turn.sealed(error(plain, Rcode.NOERROR), Rcode.BADVERS));
            return;
        }
        hand(plain, turn);
    }

    private void hand(byte[] plain, Turn turn) throws InterruptedException {
        switch (turn.message().opcode()) {
            case OPCODE_NOTIFY -> turn.replies().send(turn.sealed(notified(plain, turn)));
            case OPCODE_UPDATE -> {
                int rcode = partners.updates().update(turn.message(), turn.peer());
                turn.replies().send(turn.sealed(bare(plain, rcode)));
            }
            case OPCODE_QUERY -> query(plain, turn);
            default -> turn.replies().send(turn.sealed(error(plain, Rcode.NOTIMP)));
        }
    }

    /** RFC 1996 3.7 and 4.7: the SOA in the answer section is a hint; the question is repeated. */
    private byte[] notified(byte[] plain, Turn turn) {
        Asked question = turn.question();
        if (question.type() != RecordType.SOA || question.recordClass() != MessageRecord.CLASS_IN) {
            return error(plain, Rcode.FORMERR);
        }
        OptionalLong serial = OptionalLong.empty();
        for (MessageRecord answer : turn.message().answers()) {
            if (answer.type() != RecordType.SOA || answer.rdata().length < 22) continue;
            var soa = Rrset.of(answer.owner(), answer.type(), 0, java.util.List.of(answer.rdata()));
            serial = OptionalLong.of(ZoneDelta.serial(soa));
        }
        int rcode = partners.notifies().notified(question.name(), turn.peer(), serial);
        byte[] reply = error(plain, rcode);
        // RFC 1996 4.7: AA stays as it was.
        reply[2] |= (byte) (plain[2] & 0x04);
        return reply;
    }

    private void query(byte[] plain, Turn turn) throws InterruptedException {
        int type = turn.question().type();
        boolean transfer =
                type == RecordType.IXFR
                        || (type == RecordType.AXFR && !turn.transport().isDatagram());
        if (transfer) {
            int rcode = transfers.answer(turn);
            if (rcode != Rcode.NOERROR) turn.replies().send(turn.sealed(error(plain, rcode)));
            return;
        }
        Optional<byte[]> reply = partners.queries().respond(plain, turn.transport());
        if (reply.isEmpty()) return;
        boolean fits = reply.get().length <= turn.signedBytesMax();
        byte[] said = fits ? turn.signed(reply.get()) : turn.sealed(truncated(reply.get()));
        turn.replies().send(said);
    }

    /** A reply of header and question alone. */
    private static byte[] error(byte[] request, int rcode) {
        int end = questionEnd(request);
        byte[] reply = Arrays.copyOf(request, end);
        reply[2] = (byte) (0x80 | (request[2] & 0x79));
        reply[3] = (byte) rcode;
        int from = end > HEADER_BYTES ? 6 : 4;
        Arrays.fill(reply, from, HEADER_BYTES, (byte) 0);
        return reply;
    }

    /** RFC 2136 3.8: the zone section may be left out, but tools like to see it. */
    private static byte[] bare(byte[] request, int rcode) {
        return error(request, rcode);
    }

    /** RFC 2181 9: nothing of an answer that is too long, so that the asker comes by TCP. */
    private static byte[] truncated(byte[] reply) {
        byte[] cut = Arrays.copyOf(reply, questionEnd(reply));
        cut[2] |= 0x02;
        Arrays.fill(cut, 6, HEADER_BYTES, (byte) 0);
        return cut;
    }

    private static int questionEnd(byte[] message) {
        if (message[4] != 0 || message[5] != 1) return HEADER_BYTES;
        int at = HEADER_BYTES;
        while (at < message.length && message[at] > 0) at += message[at] + 1;
        boolean whole = at + 5 <= message.length && message[at] == 0;
        return whole ? at + 5 : HEADER_BYTES;
    }
}
