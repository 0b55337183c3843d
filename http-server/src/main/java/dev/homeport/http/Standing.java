package dev.homeport.http;

/**
 * A handler's promise about an answer it gives: as long as it {@link #stands}, every request with
 * the same method (GET or HEAD), target, scheme and version gets the same answer, if it also has
 * the same fields {@code Host}, {@code Accept-Encoding}, {@code If-None-Match}, {@code
 * If-Modified-Since} and {@code Range}. Other fields, the client and the time of day make no
 * difference.
 *
 * <p>The promise is about the handler's usual answers: an error of the server (5xx), a refusal for
 * now (429) and what sets a cookie are never given again, whatever was promised.
 *
 * <p>The edge may then give the bytes of that answer again without asking the handler. A handler
 * that logs, counts, limits or looks at cookies must not promise this. Thread-safe.
 */
@FunctionalInterface
public interface Standing {
    /** What is decided by the configuration alone, which goes with the handler. */
    Standing ALWAYS = () -> true;

    /** Whether the promise still holds; called before each answer given again, so it is quick. */
    boolean stands();
}
