package dev.homeport.config;

import java.util.List;

/** What reading a configuration file came to. */
public sealed interface Loaded {
    /** What keeps the file from being served from; empty if nothing does. */
    List<ConfigProblem> problems();

    /** What is allowed but probably not meant. */
    List<ConfigProblem> warnings();

    /**
     * The file can be served from.
     *
     * @param config the settings, with every default filled in
     * @param warnings what is allowed but probably not meant
     */
    record Valid(Config config, List<ConfigProblem> warnings) implements Loaded {
        public Valid {
            warnings = List.copyOf(warnings);
        }

        @Override
        public List<ConfigProblem> problems() {
            return List.of();
        }
    }

    /**
     * The file cannot be served from.
     *
     * @param problems every mistake found, in the order of the file; never empty
     * @param warnings what is allowed but probably not meant
     */
    record Invalid(List<ConfigProblem> problems, List<ConfigProblem> warnings) implements Loaded {
        public Invalid {
            problems = List.copyOf(problems);
            warnings = List.copyOf(warnings);
            if (problems.isEmpty()) throw new IllegalArgumentException("no problem is given");
        }
    }
}
