package dev.homeport.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with one file, while it is read; used by one thread. */
final class Problems {
    private static final Comparator<ConfigProblem> IN_ORDER =
            Comparator.comparingInt(ConfigProblem::line).thenComparingInt(ConfigProblem::column);

    private final Path file;
    private final List<ConfigProblem> mistakes = new ArrayList<>();
    private final List<ConfigProblem> warnings = new ArrayList<>();

    Problems(Path file) {
        this.file = file;
    }

    void add(Place place, String message, String remedy) {
        mistakes.add(new ConfigProblem(file, place.line(), place.column(), message, remedy));
    }

    void warn(Place place, String message, String remedy) {
        warnings.add(new ConfigProblem(file, place.line(), place.column(), message, remedy));
    }

    List<ConfigProblem> mistakes() {
        return mistakes.stream().sorted(IN_ORDER).distinct().toList();
    }

    List<ConfigProblem> warnings() {
        return warnings.stream().sorted(IN_ORDER).distinct().toList();
    }
}
