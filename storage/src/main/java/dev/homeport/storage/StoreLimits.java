package dev.homeport.storage;

import java.time.Duration;

/**
 * The bounds of a store: nothing in it grows without one.
 *
 * @param idBytesMax bytes of an id in UTF-8
 * @param bodyBytesMax bytes of a body in UTF-8
 * @param bodyDepthMax how deep objects and arrays nest in a body
 * @param indexedTextBytesMax bytes of an indexed string in UTF-8
 * @param transactionWritesMax writes in one transaction
 * @param transactionTimeMax how long one transaction may take before it is refused to go on
 * @param waitingWritesMax transactions that wait for the writer
 * @param waitTimeMax how long a call waits for its turn before it is told that the store is busy
 * @param groupTransactionsMax transactions that share one sync of the disk
 * @param keptChangesMax changes the feed remembers
 * @param logBytesMax the size of the write-ahead log at which readers that hold it back are cut
 */
public record StoreLimits(
        int idBytesMax,
        int bodyBytesMax,
        int bodyDepthMax,
        int indexedTextBytesMax,
        int transactionWritesMax,
        Duration transactionTimeMax,
        int waitingWritesMax,
        Duration waitTimeMax,
        int groupTransactionsMax,
        int keptChangesMax,
        long logBytesMax) {

    /** Bounds that fit a site of a small team on a small machine. */
    public static final StoreLimits DEFAULT =
            new StoreLimits(
                    256,
                    1 << 20,
                    64,
                    1024,
                    100_000,
                    Duration.ofSeconds(10),
                    1024,
                    Duration.ofSeconds(10),
                    256,
                    100_000,
                    64L << 20);

    public StoreLimits {
        requirePositive("idBytesMax", idBytesMax);
        requirePositive("bodyBytesMax", bodyBytesMax);
        requirePositive("bodyDepthMax", bodyDepthMax);
        requirePositive("indexedTextBytesMax", indexedTextBytesMax);
        requirePositive("transactionWritesMax", transactionWritesMax);
        requirePositive("transactionTimeMax", transactionTimeMax.toNanos());
        requirePositive("waitingWritesMax", waitingWritesMax);
        requirePositive("waitTimeMax", waitTimeMax.toNanos());
        requirePositive("groupTransactionsMax", groupTransactionsMax);
        requirePositive("keptChangesMax", keptChangesMax);
        requirePositive("logBytesMax", logBytesMax);
    }

    private static void requirePositive(String name, long value) {
        if (value < 1) throw new IllegalArgumentException(name + " must be positive: " + value);
    }

    /** These bounds with other bounds of a body. */
    public StoreLimits withBody(int bytesMax, int depthMax) {
        return new StoreLimits(
                idBytesMax,
                bytesMax,
                depthMax,
                indexedTextBytesMax,
                transactionWritesMax,
                transactionTimeMax,
                waitingWritesMax,
                waitTimeMax,
                groupTransactionsMax,
                keptChangesMax,
                logBytesMax);
    }

    /** These bounds with other bounds of a transaction. */
    public StoreLimits withTransaction(int writesMax, Duration timeMax) {
        return new StoreLimits(
                idBytesMax,
                bodyBytesMax,
                bodyDepthMax,
                indexedTextBytesMax,
                writesMax,
                timeMax,
                waitingWritesMax,
                waitTimeMax,
                groupTransactionsMax,
                keptChangesMax,
                logBytesMax);
    }

    /** These bounds with other bounds of waiting. */
    public StoreLimits withWaiting(int writesMax, Duration timeMax) {
        return new StoreLimits(
                idBytesMax,
                bodyBytesMax,
                bodyDepthMax,
                indexedTextBytesMax,
                transactionWritesMax,
                transactionTimeMax,
                writesMax,
                timeMax,
                groupTransactionsMax,
                keptChangesMax,
                logBytesMax);
    }

    /** These bounds with other bounds of what is kept beside the documents. */
    public StoreLimits withKept(int changesMax, long logMax) {
        return new StoreLimits(
                idBytesMax,
                bodyBytesMax,
                bodyDepthMax,
                indexedTextBytesMax,
                transactionWritesMax,
                transactionTimeMax,
                waitingWritesMax,
                waitTimeMax,
                groupTransactionsMax,
                changesMax,
                logMax);
    }
}
