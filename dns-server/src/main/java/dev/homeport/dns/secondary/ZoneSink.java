package dev.homeport.dns.secondary;

import dev.homeport.dns.zone.Zones;

import java.util.function.UnaryOperator;

/** Where zones are served from: changes run one after the other. Thread-safe. */
@FunctionalInterface
public interface ZoneSink {
    /** Serves what becomes of the current snapshot. */
    void change(UnaryOperator<Zones> change);
}
