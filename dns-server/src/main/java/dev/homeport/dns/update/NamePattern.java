package dev.homeport.dns.update;

import dev.homeport.dns.zone.DomainName;

/** Which names a grant covers. */
public sealed interface NamePattern {
    /** This name alone. */
    record Exactly(DomainName name) implements NamePattern {}

    /** Every name below this one, and not the name itself: written {@code *.name}. */
    record Below(DomainName name) implements NamePattern {}

    /** Whether a name is covered. */
    default boolean covers(DomainName other) {
        return switch (this) {
            case Exactly(DomainName name) -> name.equals(other);
            case Below(DomainName name) -> other.isBelow(name);
        };
    }
}
