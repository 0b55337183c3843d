package dev.homeport.storage;

/**
 * Is told, after the fact, what a store did, for metrics. Called on the store's own threads and
 * therefore brief; it never throws.
 */
public interface StoreObserver {
    /** Watches nothing. */
    StoreObserver NONE = new StoreObserver() {};

    /** A group of {@code transactions} became durable with one sync, in {@code nanos}. */
    default void committed(int transactions, long nanos) {}

    /** A group of {@code transactions} was refused by the disk or the engine. */
    default void failed(int transactions, StoreProblem problem) {}

    /** Of {@code logPages} pages of the log, {@code movedPages} are in the main file now. */
    default void checkpointed(long logPages, long movedPages, long nanos) {}

    /** A read transaction was cut because it was too slow and held the log back. */
    default void readCut() {}
}
