package dev.homeport.storage;

/**
 * The documents of some collections as they were at one moment; tells whether they are that still.
 *
 * <p>Whoever takes an edition and then reads may give what was made of the reading again as long as
 * the edition is current: a read begun now would find the same. It stops being current before the
 * first write to one of its collections becomes visible to anybody, so nobody who has seen a newer
 * state is given an older one afterwards. An edition taken while such a write is being made durable
 * is never current. Thread-safe; asking costs a few nanoseconds.
 */
@FunctionalInterface
public interface Edition {
    /** An edition that is not current, of what nobody keeps account of. */
    Edition PAST = () -> false;

    /** Whether nothing in the collections has been written since this edition was taken. */
    boolean isCurrent();
}
