package dev.homeport;

import java.util.List;

/** Why the program does not start; every reason found, each with place and remedy. */
public final class StartProblem extends Exception {
    private static final long serialVersionUID = 1;

    private final Kind kind;

    /** Who has to do something about it. */
    public enum Kind {
        /** What was given is wrong: configuration, zone files, certificates. */
        WRONG_INPUT,
        /** The machine refuses: a taken port, a full disk, a directory in use. */
        REFUSED
    }

    /** Several reasons at once. */
    public StartProblem(Kind kind, List<String> reasons) {
        super(String.join("\n", reasons));
        this.kind = kind;
    }

    /** One reason with its cause. */
    public StartProblem(Kind kind, String reason, Throwable cause) {
        super(reason, cause);
        this.kind = kind;
    }

    /** Who has to do something about it. */
    public Kind kind() {
        return kind;
    }
}
