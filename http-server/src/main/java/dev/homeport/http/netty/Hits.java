package dev.homeport.http.netty;

import dev.homeport.http.HttpLimits;
import dev.homeport.http.plain.KeptTable;
import dev.homeport.http.plain.PlainHead;
import dev.homeport.http.plain.PlainHead.Recalled;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Predicate;

/**
 * What one loop answered to plain requests, under all that the answers may depend on, and the
 * memory in which it reads requests and gathers answers. One request is looked at at a time.
 */
final class Hits {
    /** Enough for all paths of most sites in all codings; what is more comes and goes. */
    static final int ENTRIES_MAX = 4096;

    /** Longer keys are not kept. */
    static final int KEY_BYTES_MAX = 512;

    /** Several small answers leave in one write of so many bytes. */
    static final int GATHERED_BYTES = 32 * 1024;

    /**
     * Answers that share no memory with files take no more than this; then they start over, so that
     * a flood of different questions to an application cannot fill the heap.
     */
    static final int OWN_BYTES_MAX = 8 << 20;

    private final PlainHead head;
    private final KeptTable<Hit> table;
    private final byte[] bytes = new byte[PlainHead.BYTES_MAX];
    private final byte[] key = new byte[PlainHead.BYTES_MAX + 16];
    private int keyLength;
    private long hash;
    private int ownBytes;
    private @Nullable ByteBuf spare;

    /** A question whose answer is to be kept. */
    // The array is made for it and handed to the table; nobody compares questions.
    @SuppressWarnings("ArrayRecordComponent")
    record Question(long hash, byte[] key) {}

    Hits(HttpLimits limits) {
        head = new PlainHead(limits);
        table = new KeptTable<>(ENTRIES_MAX, KEY_BYTES_MAX);
    }

    /** Reads the request at the reader index; gives its length, 0 when it is not plain. */
    int read(ByteBuf in, Connection connection) {
        int available = Math.min(in.readableBytes(), bytes.length);
        in.getBytes(in.readerIndex(), bytes, 0, available);
        int length = head.read(bytes, 0, available);
        if (length == 0) return 0;
        keyLength = head.key(key);
        key[keyLength++] = (byte) connection.security().name().charAt(0);
        hash = KeptTable.hash(key, keyLength);
        return length;
    }

    /** What was answered to the request just read. */
    @Nullable Hit find() {
        return table.find(hash, key, keyLength);
    }

    /**
     * The request just read, if its answer should be kept; {@code known} when there is an old one.
     */
    @Nullable Question question(@Nullable Hit known) {
        boolean wanted = known != null || table.admits(hash, keyLength);
        return wanted ? new Question(hash, Arrays.copyOf(key, keyLength)) : null;
    }

    void put(Question question, Hit hit) {
        if (ownBytes + hit.ownBytes() > OWN_BYTES_MAX) drop(known -> known.ownBytes() > 0);
        Hit displaced = table.put(question.hash(), question.key(), question.key().length, hit);
        ownBytes += hit.ownBytes() - (displaced == null ? 0 : displaced.ownBytes());
    }

    private void drop(Predicate<Hit> chosen) {
        table.removeIf(
                hit -> {
                    boolean goes = chosen.test(hit);
                    if (goes) ownBytes -= hit.ownBytes();
                    return goes;
                });
    }

    /** How much memory goes with the answers that share none with files. */
    int ownBytes() {
        return ownBytes;
    }

    /** Forgets what stands no more, so that nothing of an old snapshot lives on for its sake. */
    void sweep() {
        drop(hit -> !hit.stands());
    }

    /** How many answers are known. */
    int size() {
        return table.size();
    }

    String referer(Recalled recalled) {
        return head.referer(recalled);
    }

    String userAgent(Recalled recalled) {
        return head.userAgent(recalled);
    }

    /** Empty memory to gather answers in, for one owner until it comes back. */
    ByteBuf borrow() {
        ByteBuf free = spare;
        spare = null;
        if (free != null && free.refCnt() == 1) return free.clear();
        // The JDK's memory, which nobody has to free when the loop ends.
        return Unpooled.wrappedBuffer(ByteBuffer.allocateDirect(GATHERED_BYTES)).clear();
    }

    /** Takes back what was borrowed and is perhaps still being written. */
    void giveBack(ByteBuf memory) {
        spare = memory;
    }
}
