package dev.homeport.dns.tsig;

import dev.homeport.dns.zone.DomainName;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The keys that are known, by name. Immutable. */
public final class TsigKeys {
    /** No key at all: whatever is signed is refused. */
    public static final TsigKeys NONE = new TsigKeys(Map.of());

    private final Map<DomainName, TsigKey> byName;

    private TsigKeys(Map<DomainName, TsigKey> byName) {
        this.byName = byName;
    }

    /**
     * These keys.
     *
     * @throws IllegalStateException if two share a name
     */
    public static TsigKeys of(Collection<TsigKey> keys) {
        return new TsigKeys(
                keys.stream()
                        .collect(Collectors.toUnmodifiableMap(TsigKey::name, Function.identity())));
    }

    /** The key of a name. */
    public Optional<TsigKey> find(DomainName name) {
        return Optional.ofNullable(byName.get(name));
    }
}
