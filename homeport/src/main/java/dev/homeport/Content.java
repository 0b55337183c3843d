package dev.homeport;

import dev.homeport.config.Config;
import dev.homeport.config.ZoneSettings;
import dev.homeport.dns.load.Severity;
import dev.homeport.dns.load.ZoneFiles;
import dev.homeport.dns.load.ZoneProblem;
import dev.homeport.dns.zone.Zone;
import dev.homeport.dns.zone.Zones;

import java.util.ArrayList;
import java.util.List;

/**
 * What the files of one configuration hold: read anew at start and at each reload, and by {@code
 * homeport check}, which serves nothing. Immutable.
 *
 * @param config the settings
 * @param zones all zones, ready for answering
 */
public record Content(Config config, Zones zones) {

    /** Of more zones than these only the number is told. */
    private static final int SHOWN_MAX = 20;

    /**
     * Reads the files of {@code config}; every mistake in them goes to {@code findings}. With
     * errors among these the result is not fit to be served.
     */
    public static Content read(Config config, Surroundings surroundings, Findings findings) {
        Zones zones = readZones(config, findings);
        new CertificateSource(config, surroundings).check(findings);
        return new Content(config, zones);
    }

    private static Zones readZones(Config config, Findings findings) {
        if (config.dns().listeners().isEmpty()) return Zones.NONE;
        var loaded = ZoneFiles.load(config.dns().zones(), config.dns().loadLimits());
        for (ZoneProblem problem : loaded.problems()) {
            if (problem.severity() == Severity.ERROR) findings.error(problem.text());
            else findings.warning(problem.text());
        }
        Derivation.check(config, loaded.zones(), findings);
        if (!findings.hasErrors()) ZoneSources.check(config, loaded.zones(), findings);
        for (ZoneSettings zone : config.zones()) {
            if (!zone.isSecondary()) continue;
            loaded.zones().find(zone.name()).ifPresent(z -> findings.error(twice(config, z)));
        }
        return loaded.zones();
    }

    /** One of the two would win, and nobody could tell which was meant. */
    private static String twice(Config config, Zone zone) {
        return "zone "
                + zone.origin()
                + " is in "
                + config.dns().zones()
                + " and has primaries in "
                + config.file()
                + "; remove the file or the primaries";
    }

    /** One line for people on what was read. */
    public String summary() {
        List<String> parts = new ArrayList<>();
        for (Zone zone : zones.all().subList(0, Math.min(SHOWN_MAX, zones.all().size()))) {
            parts.add(zone.origin() + " with " + zone.recordCount() + " records");
        }
        if (zones.all().size() > SHOWN_MAX) {
            parts.add((zones.all().size() - SHOWN_MAX) + " more zones");
        }
        config.zones().stream()
                .filter(ZoneSettings::isSecondary)
                .forEach(zone -> parts.add("secondary zone " + zone.name()));
        config.sites().forEach(site -> parts.add("site " + site.host()));
        return String.join(", ", parts);
    }
}
