package dev.homeport.cli;

import dev.homeport.Homeport;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The program: the short way for a plain start, and all commands for the rest. */
public final class Main {
    private Main() {}

    /** Runs the command that {@code arguments} name and ends with its exit code. */
    public static void main(String[] arguments) {
        int exitCode =
                run(
                        new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                        arguments);
        System.exit(exitCode);
    }

    /**
     * Runs a command with its output going to {@code out} and {@code err}; returns its exit code.
     */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        String command = arguments.length == 0 ? "" : arguments[0];
        if (command.equals("up") || command.equals(Training.COMMAND)) {
            // First, since the log is set up once and both threads would begin with it.
            ProgramLog.prepare();
            Homeport.prepare();
        }
        try {
            if (command.equals(Training.COMMAND)) return Training.run(arguments);
            Optional<ConfigChoice> up = PlainUp.parse(arguments);
            if (up.isPresent()) return new Serve(up.get(), out, err).run();
        } catch (InterruptedException | RuntimeException e) {
            // The edge of the program, as it is in the reader of commands.
            return report(e, err);
        }
        return Commands.run(out, err, arguments);
    }

    /** What a person can mend is said in words; a fault of ours shows where it happened. */
    static int report(Exception problem, PrintWriter err) {
        if (problem instanceof CommandFailed failed) {
            err.println(failed.getMessage());
            return failed.exitCode();
        }
        err.println("homeport: this should not happen; please report it:");
        problem.printStackTrace(err);
        return CommandFailed.FAILED;
    }
}
