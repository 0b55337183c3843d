package dev.homeport.dns.load;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects the problems of one zone up to a bound. Not thread-safe. */
final class ProblemList {
    /** Beyond these a file is not a zone with mistakes but something else. */
    static final int PROBLEMS_MAX = 200;

    private final List<ZoneProblem> problems = new ArrayList<>();
    private int errors;

    void add(ZoneProblem problem) {
        if (isFull()) return;
        problems.add(problem);
        if (problem.severity() == Severity.ERROR) errors++;
    }

    boolean isFull() {
        return problems.size() >= PROBLEMS_MAX;
    }

    boolean hasErrors() {
        return errors > 0;
    }

    int count() {
        return problems.size();
    }

    /** File by file as they were met, and line by line. */
    List<ZoneProblem> all() {
        Map<Path, List<ZoneProblem>> byFile = new LinkedHashMap<>();
        for (ZoneProblem problem : problems) {
            byFile.computeIfAbsent(problem.file(), _ -> new ArrayList<>()).add(problem);
        }
        Comparator<ZoneProblem> byPlace =
                Comparator.comparingInt(ZoneProblem::line).thenComparingInt(ZoneProblem::column);
        return byFile.values().stream().flatMap(of -> of.stream().sorted(byPlace)).toList();
    }
}
