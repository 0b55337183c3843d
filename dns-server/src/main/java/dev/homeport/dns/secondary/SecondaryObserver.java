package dev.homeport.dns.secondary;

import dev.homeport.dns.zone.DomainName;

/** Is told what happens to secondary zones. Called on virtual threads; thread-safe. */
public interface SecondaryObserver {
    /** Listens to nothing. */
    SecondaryObserver NONE = new SecondaryObserver() {};

    /** A zone was transferred and is served. */
    default void fetched(DomainName zone, Fetch.Fetched fetched) {}

    /** A primary said that our zone is its zone. */
    default void confirmed(DomainName zone, Primary primary) {}

    /** No primary could be asked, or what they gave cannot be used. */
    default void failed(DomainName zone, String why) {}

    /** A zone was not confirmed for too long and is out of service. */
    default void expired(DomainName zone) {}

    /** A copy on the disk cannot be read or written; the zone is fetched anew. */
    default void copyFailed(DomainName zone, String why) {}
}
