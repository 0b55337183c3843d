package dev.homeport;

import dev.homeport.config.Config;
import dev.homeport.config.Listener;
import dev.homeport.config.Site;
import dev.homeport.derived.DerivedKind;
import dev.homeport.derived.DerivedRecords;
import dev.homeport.derived.WebFacts;
import dev.homeport.dns.load.LoadLimits;
import dev.homeport.dns.load.Loaded;
import dev.homeport.dns.load.ZoneAssembly;
import dev.homeport.dns.zone.Rrset;
import dev.homeport.dns.zone.Zone;
import dev.homeport.dns.zone.Zones;

import java.lang.System.Logger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Adds to zones the records that follow from listeners, certificates and issuer, where {@code
 * derive} asks for them.
 *
 * @param ports on which HTTPS is spoken
 * @param keyDigests SHA-256 of the public key that each host's certificate has
 */
record Derivation(List<Integer> ports, Map<String, String> keyDigests) {
    private static final Logger LOG = System.getLogger(Derivation.class.getName());
    private static final List<String> ALPN = List.of("h2", "http/1.1");

    Derivation {
        ports = List.copyOf(ports);
        keyDigests = Map.copyOf(keyDigests);
    }

    /** The ports as they are configured; 0 says nothing before it is bound. */
    static List<Integer> configuredPorts(Config config) {
        return config.https().listeners().stream()
                .map(Listener::port)
                .filter(port -> port != 0)
                .distinct()
                .toList();
    }

    /** Whether any zone asks for records. */
    static boolean isWanted(Config config) {
        return config.zones().stream().anyMatch(zone -> !zone.derived().isEmpty());
    }

    /** Says where records were asked for and cannot be. */
    static void check(Config config, Zones files, Findings findings) {
        for (Zone zone : files.all()) {
            if (config.zone(zone.origin()).derived().isEmpty()) continue;
            if (zone.soa().signatures().isEmpty()) continue;
            findings.warning(
                    "zone "
                            + zone.origin()
                            + " is signed, so that no records are derived for it; write them into"
                            + " the file before it is signed, and remove derive");
        }
    }

    /** The same zones with what follows from the rest. */
    Zones onto(Config config, Zones files) {
        if (!isWanted(config)) return files;
        WebFacts facts = facts(config);
        List<Zone> zones = new ArrayList<>(files.all().size());
        for (Zone zone : files.all()) {
            Set<DerivedKind> kinds = config.zone(zone.origin()).derived();
            zones.add(
                    kinds.isEmpty()
                            ? zone
                            : with(
                                    zone,
                                    DerivedRecords.of(zone, kinds, facts),
                                    config.dns().loadLimits()));
        }
        return Zones.of(zones);
    }

    private WebFacts facts(Config config) {
        List<WebFacts.Site> sites = new ArrayList<>();
        for (Site site : config.sites()) {
            for (String host : site.hosts()) {
                sites.add(new WebFacts.Site(host, keyDigests.getOrDefault(host, "")));
            }
        }
        return new WebFacts(ports, ALPN, sites, config.tls().issuer());
    }

    private static Zone with(Zone zone, List<Rrset> records, LoadLimits limits) {
        if (records.isEmpty()) return zone;
        List<Rrset> all = new ArrayList<>(zone.rrsets());
        all.addAll(records);
        Path source = Path.of("records derived for " + zone.origin());
        Loaded loaded = ZoneAssembly.assemble(zone.origin(), source, all, limits);
        if (!loaded.hasErrors()) return loaded.zones().all().getFirst();
        LOG.log(Logger.Level.ERROR, "event=derived_records_refused " + loaded.problems());
        return zone;
    }
}
