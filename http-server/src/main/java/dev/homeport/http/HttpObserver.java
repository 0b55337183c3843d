package dev.homeport.http;

/**
 * Is told what the server did, after the fact; metrics, access log and traces are observers.
 *
 * <p>Called on event loops: it must not block and must not throw.
 */
public interface HttpObserver {

    /** Wants to know nothing, and costs nothing. */
    HttpObserver NONE = _ -> {};

    /** A response was written, or given up when the client left. */
    void answered(Exchange exchange);

    /** A handler failed with {@code failure} on {@code request}, which is answered 500. */
    default void failed(Request request, Throwable failure) {}

    /** A connection was opened ({@code +1}) or closed ({@code -1}). */
    default void connections(int change) {}

    /** A connection was turned away because there are {@code connectionsMax} already. */
    default void turnedAway() {}

    /** A connection ended for {@code failure}, without fault of a handler. */
    default void broken(Throwable failure) {}

    /** All of {@code observers}, in order, as one. */
    static HttpObserver all(HttpObserver... observers) {
        return new JoinedObservers(java.util.List.of(observers));
    }
}
