package dev.homeport.cli;

/** A command could not do its work; the message is for the person who gave it. */
final class CommandFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** The work could not be done. */
    static final int FAILED = 1;

    /** What was given (arguments, configuration, zone files) is wrong. */
    static final int WRONG_INPUT = 2;

    private final int exitCode;

    private CommandFailed(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    static CommandFailed failed(String message) {
        return new CommandFailed(FAILED, message);
    }

    static CommandFailed wrongInput(String message) {
        return new CommandFailed(WRONG_INPUT, message);
    }

    int exitCode() {
        return exitCode;
    }
}
