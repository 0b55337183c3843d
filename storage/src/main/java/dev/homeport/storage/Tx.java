package dev.homeport.storage;

/**
 * A view that can also write; valid only inside the work it was handed to, by one thread.
 *
 * <p>Every write names the version it replaces. An update that lost a race is refused, never merged
 * silently, on every engine.
 */
public interface Tx extends View {

    /**
     * Adds a document and returns it, at version 1.
     *
     * @throws StoreProblem.Conflict when {@code id} is taken
     */
    Document insert(Collection collection, String id, String json) throws StoreProblem;

    /**
     * Replaces the body of the document {@code id} and returns it at its next version.
     *
     * @throws StoreProblem.Conflict when its version is not {@code expectedVersion} any more, or it
     *     is gone
     */
    Document update(Collection collection, String id, long expectedVersion, String json)
            throws StoreProblem;

    /**
     * Deletes the document {@code id}.
     *
     * @throws StoreProblem.Conflict when its version is not {@code expectedVersion} any more, or it
     *     is gone
     */
    void delete(Collection collection, String id, long expectedVersion) throws StoreProblem;
}
