package dev.homeport.dns.wire;

import dev.homeport.dns.peer.ClientAddress;
import dev.homeport.dns.peer.ReplyRates.Ruling;
import dev.homeport.dns.peer.ServerCookies.Standing;
import dev.homeport.dns.zone.DomainName;

import org.jspecify.annotations.Nullable;

/**
 * The workplace of one thread for one query after the other: holds the last reply and the facts
 * about it. Nothing in it outlives the next query. Not thread-safe.
 */
public final class Exchange {
    /** Every buffer for replies has at least this many bytes. */
    static final int BYTES_AT_FIRST = 4096;

    final AnswerEncoder encoder = new AnswerEncoder(BYTES_AT_FIRST);
    private final ClientAddress client = new ClientAddress();
    final ReplyOptions options = new ReplyOptions();
    private long arrivedNanos;
    private Ruling ruling = Ruling.PASS;
    private Standing standing = Standing.UNPROVEN;
    private int replyLength;
    private int type;
    private int rcode;
    private long account;
    private final @Nullable KeptReplies kept;

    /** An empty workplace. */
    public Exchange() {
        this(null);
    }

    Exchange(@Nullable KeptReplies kept) {
        this.kept = kept;
    }

    /**
     * A workplace that keeps replies for those who ask the same again. It is worth its memory to a
     * loop that answers for long, and serves one responder only.
     */
    public static Exchange keeping() {
        return new Exchange(new KeptReplies());
    }

    @Nullable KeptReplies kept() {
        return kept;
    }

    /** Who asks: the edge sets it before each query, or leaves it unknown. */
    public ClientAddress client() {
        return client;
    }

    /**
     * Says when the query came: the edge does so before each query over UDP.
     *
     * @param nanos of {@link System#nanoTime}; one reading for a batch is good enough
     */
    public void arrivedAt(long nanos) {
        arrivedNanos = nanos;
    }

    long arrivedNanos() {
        return arrivedNanos;
    }

    /** Says who pays for the reply, see {@link Account}. */
    void debit(long payer) {
        account = payer;
    }

    long account() {
        return account;
    }

    /** Forgets the last query; who asks and when stays as the edge said. */
    void begin() {
        options.clear();
        ruling = Ruling.PASS;
        standing = Standing.UNPROVEN;
    }

    void stands(Standing other) {
        standing = other;
    }

    /** What the asker's cookie proves. */
    Standing standing() {
        return standing;
    }

    void ruled(Ruling other) {
        ruling = other;
    }

    /** What the limit of rates made of the reply. */
    public Ruling ruling() {
        return ruling;
    }

    void replied(int length, int queryType, int responseCode) {
        replyLength = length;
        type = queryType;
        rcode = responseCode;
    }

    /** The reply is longer than was said. */
    void lengthened(int length) {
        replyLength = length;
    }

    /** Holds the reply from its first byte on. It may be another array after the next query. */
    public byte[] reply() {
        return encoder.buffer();
    }

    /** The reply's length in bytes. */
    public int replyLength() {
        return replyLength;
    }

    /** The query type, 0 when no question could be read. */
    public int type() {
        return type;
    }

    /** The response code, extended bits included. */
    public int rcode() {
        return rcode;
    }

    /** The two bytes of flags and code in the reply's header. */
    public int flags() {
        byte[] reply = reply();
        return ((reply[2] & 0xff) << 8) | (reply[3] & 0xff);
    }

    /** The name asked for, folded; the root when no question could be read. Builds a new object. */
    public DomainName name() {
        byte[] reply = reply();
        if (reply[5] == 0) return DomainName.ROOT;
        int start = QueryDecoder.HEADER_BYTES;
        return DomainName.ofWire(reply, start, NameCompressor.nameBytes(reply, start));
    }
}
