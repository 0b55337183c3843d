package dev.homeport.dns.load;

import dev.homeport.dns.zone.Zones;

import java.util.List;

/**
 * What came of loading: the zones that are good, and everything that was noticed.
 *
 * @param zones without those that have an error
 * @param problems errors and warnings, file by file and line by line
 */
public record Loaded(Zones zones, List<ZoneProblem> problems) {
    public Loaded {
        problems = List.copyOf(problems);
    }

    /** Whether a zone had to be left out. */
    public boolean hasErrors() {
        return problems.stream().anyMatch(p -> p.severity() == Severity.ERROR);
    }
}
