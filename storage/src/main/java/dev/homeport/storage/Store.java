package dev.homeport.storage;

import java.util.List;

/**
 * Documents in collections, read and written in transactions.
 *
 * <p>Thread-safe. Calls block and are meant for virtual threads. Who opened the store closes it.
 */
public interface Store extends AutoCloseable {

    /** Work done inside a transaction; it may be run again after a conflict of the engine. */
    @FunctionalInterface
    interface Work<A, T> {
        T run(A access) throws StoreProblem;
    }

    /**
     * Runs {@code work} on one consistent view and returns its result. It sees every write that was
     * acknowledged before it began and is never blocked by writers.
     */
    <T> T read(Work<View, T> work) throws StoreProblem;

    /**
     * Runs {@code work} as one transaction and returns its result once all it wrote is durable: a
     * power cut after the return loses nothing. When {@code work} throws, nothing is written.
     */
    <T> T write(Work<Tx, T> work) throws StoreProblem;

    /**
     * At most {@code max} changes after {@code sequence}, oldest first; empty when there are none
     * yet. A reader that remembers the last sequence it saw misses nothing: it is told when it is
     * too far behind.
     *
     * @param sequence the last one seen, 0 for none
     * @param max 1 to 10000
     * @throws StoreProblem.Invalid when changes after {@code sequence} are forgotten, or {@code
     *     sequence} has not happened because the store was restored from a backup: take the latest
     *     sequence from {@link #facts}, read everything, and go on from there
     */
    List<Change> changesAfter(long sequence, int max) throws StoreProblem;

    /**
     * The present edition of {@code collections}, to be taken before they are read. An edition that
     * is never current where one of them is not declared, or where nobody keeps account.
     */
    default Edition edition(List<Collection> collections) {
        return Edition.PAST;
    }

    /** What and how large the store is. */
    StoreFacts facts() throws StoreProblem;

    /** Finishes the writes under way and lets go of the files. */
    @Override
    void close();
}
