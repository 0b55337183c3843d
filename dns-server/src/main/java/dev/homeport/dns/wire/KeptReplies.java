package dev.homeport.dns.wire;

import dev.homeport.dns.answer.Rcode;
import dev.homeport.dns.zone.Denial;
import dev.homeport.dns.zone.DomainName;
import dev.homeport.dns.zone.Zone;
import dev.homeport.dns.zone.Zones;

import java.lang.ref.WeakReference;

/**
 * Replies to plain queries, kept as they were made, for whoever asks the same of the same snapshot:
 * only id, RD and the question as it was written are the asker's own. Nothing is decided here: what
 * is not kept is answered anew, and an answer given from here is equal to that one byte for byte.
 *
 * <p>A reply is kept under name, type and EDNS. Names that do not exist are without number, so a
 * denial is kept under its closest encloser (RFC 4592 3.3.1) and serves for all names that end
 * there, with its compression pointers moved by as much as the names differ in length; so does the
 * refusal of names of which we serve no zone, under the root. Not thread-safe: one for each loop.
 */
final class KeptReplies {
    /** Enough for all names of most zones; what is more comes and goes. */
    private static final int ENTRIES_MAX = 1 << 17;

    private static final int BYTES_MAX = 16 << 20;

    /** Longer replies are rare, and what a denial gains by a longer name must fit in as well. */
    private static final int REPLY_BYTES_MAX = Exchange.BYTES_AT_FIRST - DomainName.BYTES_MAX;

    private static final int HEADER_BYTES = QueryDecoder.HEADER_BYTES;
    private static final int STREAM_BYTES_MAX = 65_535;
    private static final int EDNS_SHIFT = 16;
    private static final int DENIAL = 1 << 20;
    private static final int REFUSAL = 1 << 21;
    private static final int FLAG_RD = 0x01;
    private static final int FLAG_TC = 0x02;

    private final PlainQuery query = new PlainQuery();
    private final ReplyTable table;

    /** A reply on its way into the table, without what is the asker's own in its OPT record. */
    private final byte[] common = new byte[Exchange.BYTES_AT_FIRST];

    /** The snapshot must not live on for the sake of a loop that nobody asks anything. */
    private WeakReference<Zones> owner = new WeakReference<>(null);

    /** The query in hand waits for its reply to be made and may keep it. */
    private boolean awaited;

    private int kind;
    private long hash;
    private int denialKind;
    private long denialHash;
    private int missing;
    private int limit;
    private long hits;

    KeptReplies() {
        this(ENTRIES_MAX, BYTES_MAX);
    }

    KeptReplies(int entriesMax, int bytesMax) {
        table = new ReplyTable(entriesMax, bytesMax);
    }

    /** How many queries were answered from here. */
    long hits() {
        return hits;
    }

    /** How many replies are kept. */
    int size() {
        return table.entries();
    }

    /**
     * Answers a message if a reply to it is kept.
     *
     * @param udpBytesMax the longest datagram we send
     * @return whether the reply is in the exchange
     */
    boolean answer(
            Exchange exchange,
            Zones zones,
            byte[] message,
            int offset,
            int length,
            Transport transport,
            int udpBytesMax) {
        awaited = false;
        if (!query.read(message, offset, length)) return false;
        if (!owner.refersTo(zones)) startOver(zones);
        limit = transport.isDatagram() ? datagramBytesMax(udpBytesMax) : STREAM_BYTES_MAX;
        int nameLength = query.nameLength();
        kind = query.type() | query.edns() << EDNS_SHIFT;
        hash = query.hash(0, kind);
        int place = table.find(kind, query.name(), 0, nameLength, hash);
        if (place == ReplyTable.NONE) return deny(exchange, zones, message, offset);
        int replyLength = table.length(place);
        if (replyLength > limit) return false;
        byte[] reply = exchange.reply();
        int from = table.offset(place) + ReplyTable.REPLY_AT;
        System.arraycopy(table.chunk(place), from, reply, 0, replyLength);
        System.arraycopy(message, offset + HEADER_BYTES, reply, HEADER_BYTES, nameLength);
        finish(exchange, message, offset, replyLength, place);
        return true;
    }

    /** The query in hand; good to be read after {@link #answer}. */
    PlainQuery query() {
        return query;
    }

    /** Adds the exchange's options to the reply that was just given, if there is room for them. */
    boolean addOptions(Exchange exchange) {
        int longer = exchange.replyLength() + exchange.options.length();
        if (longer > Math.min(limit, exchange.reply().length)) return false;
        exchange.lengthened(exchange.options.insert(exchange.reply(), exchange.replyLength()));
        return true;
    }

    private void startOver(Zones zones) {
        table.clear();
        owner = new WeakReference<>(zones);
    }

    /** RFC 6891 6.2.3 and 6.2.5: both sides' limits hold, and none is below 512. */
    private int datagramBytesMax(int ours) {
        return Math.min(Math.max(query.udpBytesMax(), ResponderOptions.UDP_BYTES_MIN), ours);
    }

    private void finish(Exchange exchange, byte[] message, int offset, int replyLength, int place) {
        byte[] reply = exchange.reply();
        reply[0] = message[offset];
        reply[1] = message[offset + 1];
        reply[2] |= (byte) (message[offset + 2] & FLAG_RD);
        exchange.replied(replyLength, query.type(), reply[3] & 0x0f);
        exchange.debit(table.account(place));
        hits++;
    }

    private boolean deny(Exchange exchange, Zones zones, byte[] message, int offset) {
        awaited = true;
        // Neither a refusal nor what its parent denies is the answer of a zone that is ours.
        if (zones.mayBeUnavailable(query.name(), 0, query.nameLength())) return false;
        Zone zone = zones.closest(query.name(), 0, query.nameLength());
        missing = zone == null ? 0 : zone.labelsMissing(query.name(), 0);
        if (zone != null && missing == 0) return false;
        int encloser = zone == null ? query.nameLength() - 1 : query.suffix(missing);
        denialKind = (zone == null ? REFUSAL : DENIAL) | query.edns() << EDNS_SHIFT;
        denialHash = query.hash(encloser, denialKind);
        int place = table.find(denialKind, query.name(), encloser, query.nameLength(), denialHash);
        if (place == ReplyTable.NONE) return false;
        awaited = false;
        int from = table.offset(place) + ReplyTable.REPLY_AT;
        int longer = query.nameLength() - table.nameBytes(place);
        int length = table.length(place);
        if (length + longer > limit) return false;
        byte[] kept = table.chunk(place);
        if (missing > 0
                && DenialAppendix.clashes(
                        kept, from + length, query.name(), query.suffix(missing - 1))) {
            return false;
        }
        int questionEnd = HEADER_BYTES + query.nameLength() + 4;
        byte[] reply = exchange.reply();
        System.arraycopy(kept, from, reply, 0, HEADER_BYTES);
        System.arraycopy(
                message, offset + HEADER_BYTES, reply, HEADER_BYTES, questionEnd - HEADER_BYTES);
        System.arraycopy(
                kept,
                from + questionEnd - longer,
                reply,
                questionEnd,
                length + longer - questionEnd);
        DenialAppendix.movePointers(kept, from + length, reply, questionEnd, longer);
        finish(exchange, message, offset, length + longer, place);
        return true;
    }

    /**
     * Keeps a reply that was made because none was kept, if it can serve others.
     *
     * @param exchange holds the reply
     * @param zones what the query was answered from
     */
    void keep(Exchange exchange, Zones zones) {
        if (!awaited) return;
        awaited = false;
        if (!isWhole(exchange)) return;
        int length = exchange.replyLength();
        byte[] reply = exchange.reply();
        if (exchange.options.length() > 0) {
            length = exchange.options.remove(reply, length, common);
            reply = common;
        }
        switch (exchange.rcode()) {
            case Rcode.NOERROR -> keepAnswer(reply, length, exchange.account());
            case Rcode.NXDOMAIN ->
                    keepDenial(reply, length, exchange.account(), Rcode.NXDOMAIN, zones);
            case Rcode.REFUSED ->
                    keepDenial(reply, length, exchange.account(), Rcode.REFUSED, zones);
            default -> {}
        }
    }

    /** What was cut or left out for want of room is no reply to those who have more of it. */
    private boolean isWhole(Exchange exchange) {
        byte[] reply = exchange.reply();
        return exchange.replyLength() <= REPLY_BYTES_MAX
                && (reply[2] & FLAG_TC) == 0
                && exchange.encoder.isComplete();
    }

    private void keepAnswer(byte[] reply, int length, long account) {
        long head = ReplyTable.head(kind, length, query.nameLength(), 0);
        int place = table.add(hash, head, account, length);
        if (place != ReplyTable.NONE) write(reply, length, place);
    }

    private int write(byte[] reply, int length, int place) {
        byte[] chunk = table.chunk(place);
        int from = table.offset(place) + ReplyTable.REPLY_AT;
        System.arraycopy(reply, 0, chunk, from, length);
        System.arraycopy(query.name(), 0, chunk, from + HEADER_BYTES, query.nameLength());
        chunk[from + 2] &= (byte) ~FLAG_RD;
        return from + length;
    }

    private void keepDenial(byte[] reply, int length, long account, int rcode, Zones zones) {
        Zone zone = zones.closest(query.name(), 0, query.nameLength());
        // A code for another reason: a name that exists, or one that an alias leads to.
        if (rcode != (zone == null ? Rcode.REFUSED : Rcode.NXDOMAIN)) return;
        if (zone != null && missing == 0) return;
        // Proofs are about the name, and so each denial is another one.
        if (zone != null && query.edns() == PlainQuery.WITH_DO && isSigned(zone)) return;
        int encloser = zone == null ? query.nameLength() - 1 : query.suffix(missing);
        DenialAppendix denial = DenialAppendix.of(reply, query.nameLength(), encloser, zone);
        if (denial == null) return;
        long head = ReplyTable.head(denialKind, length, query.nameLength(), encloser);
        int place = table.add(denialHash, head, account, length + denial.bytes());
        if (place == ReplyTable.NONE) return;
        denial.writeTo(table.chunk(place), write(reply, length, place));
    }

    private static boolean isSigned(Zone zone) {
        return !zone.denial().equals(Denial.NONE);
    }
}
