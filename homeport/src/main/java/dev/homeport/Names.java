package dev.homeport;

import dev.homeport.config.Config;
import dev.homeport.dns.LiveZones;
import dev.homeport.dns.secondary.SecondaryObserver;
import dev.homeport.dns.zone.Zones;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The names that are served, wherever they come from, and how. Nothing here needs certificates,
 * sites or applications, so that a name server is up before any of these. Thread-safe.
 */
final class Names {
    private final LiveZones zones = new LiveZones(Zones.NONE);
    private final DnsParts dnsParts;
    private final ZoneSources sources;
    private final SecondaryZones secondaries;
    private final AtomicReference<Config> settings;

    Names(Config config, Surroundings surroundings, SecondaryObserver observer) {
        dnsParts = new DnsParts(config.dns().extensions(), surroundings);
        settings = new AtomicReference<>(config);
        Path data = config.data().directory();
        secondaries = new SecondaryZones(data, zones, surroundings, observer);
        sources = new ZoneSources(zones, settings::get, data, surroundings, secondaries::onto);
    }

    LiveZones zones() {
        return zones;
    }

    DnsParts dnsParts() {
        return dnsParts;
    }

    /** Whoever made this closes them. */
    ZoneSources sources() {
        return sources;
    }

    /** The zones that are held for other servers; whoever made this closes them. */
    SecondaryZones secondaries() {
        return secondaries;
    }

    /**
     * Serves these zones by these settings from now on.
     *
     * @param files the zones of files, with what is derived
     */
    void publish(Config config, Zones files) {
        dnsParts.publish(config.dns().extensions());
        settings.set(config);
        secondaries.configure(config);
        sources.publish(config, files);
    }
}
