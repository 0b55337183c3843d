package dev.homeport.dns.load;

import java.util.ArrayList;
import java.util.List;

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

    List<ZoneProblem> all() {
        return List.copyOf(problems);
    }
}
