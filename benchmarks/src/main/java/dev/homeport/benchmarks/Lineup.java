package dev.homeport.benchmarks;

import dev.homeport.benchmarks.process.Tool;
import dev.homeport.benchmarks.server.Contestant;
import dev.homeport.benchmarks.server.Homeport;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Who takes part, and what is missing for it.
 *
 * @param contestants those whose program was found
 * @param missingPackages Debian packages of the others and of the client tools
 */
record Lineup(List<Contestant> contestants, Set<String> missingPackages) {
    /** Client tools, each with the Debian package that brings it. */
    private static final Map<String, String> TOOLS =
            Map.of("dnsperf", "dnsperf", "wrk", "wrk", "h2load", "nghttp2-client");

    Lineup {
        contestants = List.copyOf(contestants);
        missingPackages = new TreeSet<>(missingPackages);
    }

    /** The names one can choose from. */
    static List<String> names() {
        return Stream.concat(
                        Stream.of(Homeport.Edge.values()).map(Homeport.Edge::label),
                        Stream.of(Rival.values()).map(Rival::label))
                .toList();
    }

    /** Those who take part when nobody is named. */
    static List<String> usual() {
        return Stream.concat(Stream.of(Homeport.NAME), Stream.of(Rival.values()).map(Rival::label))
                .toList();
    }

    /** Looks for the programs of all servers and tools that the settings name. */
    static Lineup find(Settings settings) {
        Place place = settings.place();
        var contestants = new ArrayList<Contestant>();
        var missing = new TreeSet<String>();
        for (Homeport.Edge edge : Homeport.Edge.values()) {
            if (!settings.servers().contains(edge.label())) continue;
            contestants.add(new Homeport(place.home(), place.jdk(), edge));
        }
        for (Rival rival : Rival.values()) {
            if (!settings.servers().contains(rival.label())) continue;
            Optional<Path> found = Tool.find(rival.program(), place.searchPath());
            if (found.isPresent())
                contestants.add(rival.at(found.get(), place.user(), settings.workers()));
            else missing.add(rival.debianPackage());
        }
        TOOLS.forEach(
                (tool, debianPackage) -> {
                    if (Tool.find(tool, place.searchPath()).isEmpty()) missing.add(debianPackage);
                });
        return new Lineup(contestants, missing);
    }
}
