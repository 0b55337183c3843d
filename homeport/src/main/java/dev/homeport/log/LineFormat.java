package dev.homeport.log;

/**
 * Writes an entry as one line of printable ASCII; a pure function, called by one thread.
 *
 * @param <E> what is logged
 */
@FunctionalInterface
public interface LineFormat<E> {
    /** Appends the line without its end. Whatever the entry holds, no line break is appended. */
    void append(E entry, StringBuilder line);
}
