package dev.homeport;

import java.util.ArrayList;
import java.util.List;

/**
 * What was noticed while files were read: errors that forbid to serve from them, and warnings. Used
 * by one thread.
 */
public final class Findings {
    private final List<String> errors = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    /** Nothing noticed yet. */
    public Findings() {}

    void error(String line) {
        errors.add(line);
    }

    void warning(String line) {
        warnings.add(line);
    }

    /** Whether something forbids to serve. */
    public boolean hasErrors() {
        return !errors.isEmpty();
    }

    /** Each error, as {@code file:line: problem; remedy}. */
    public List<String> errors() {
        return List.copyOf(errors);
    }

    /** Each warning, in the same form. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }
}
