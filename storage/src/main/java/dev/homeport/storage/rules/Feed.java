package dev.homeport.storage.rules;

import dev.homeport.storage.StoreProblem;

/** The bounds of the change feed. Stateless. */
public final class Feed {
    /** How many changes one call returns at most. */
    public static final int CHANGES_MAX = 10_000;

    private Feed() {}

    /** Returns when {@code max} is a number of changes to ask for. */
    public static void requireMax(int max) {
        if (max < 1 || max > CHANGES_MAX) {
            throw new IllegalArgumentException("ask for 1 to " + CHANGES_MAX + " changes");
        }
    }

    /**
     * Returns when every change after {@code sequence} is among those kept.
     *
     * @param first the oldest that is kept, or the next to come
     * @param last the latest
     * @throws StoreProblem.Invalid when some are forgotten, or the store was put back to a time
     *     before {@code sequence}
     */
    public static void requireKept(long sequence, long first, long last) throws StoreProblem {
        if (sequence < first - 1) {
            throw new StoreProblem.Invalid(
                    "changes after %d are forgotten, the oldest kept is %d: take the latest sequence from the facts, read everything, and go on from there"
                            .formatted(sequence, first));
        }
        if (sequence > last) {
            throw new StoreProblem.Invalid(
                    "change %d has not happened, the latest is %d: the store was restored from a backup; read everything and go on from there"
                            .formatted(sequence, last));
        }
    }
}
