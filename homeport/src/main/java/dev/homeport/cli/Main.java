package dev.homeport.cli;

import dev.homeport.Homeport;
import dev.homeport.Version;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The program: reads the command line and runs the command it names. */
@Command(
        name = "homeport",
        description = "Your whole domain in one process: name, TLS, site and data.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Versions.class,
        synopsisSubcommandLabel = "COMMAND")
public final class Main {
    /** In the order of the help. */
    private static final Map<String, Supplier<Object>> COMMANDS = commands();

    Main() {}

    private static Map<String, Supplier<Object>> commands() {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("up", UpCommand::new);
        commands.put("check", CheckCommand::new);
        commands.put("zone", ZoneCommand::new);
        commands.put("reload", ReloadCommand::new);
        commands.put("status", StatusCommand::new);
        commands.put("query", QueryCommand::new);
        commands.put("cert", CertCommand::new);
        commands.put("data", DataCommand::new);
        commands.put("version", VersionCommand::new);
        commands.put("train", TrainCommand::new);
        return commands;
    }

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
        if (arguments.length > 0 && arguments[0].equals("up")) {
            // First, since the log is set up once and both threads would begin with it.
            ProgramLog.prepare();
            Homeport.prepare();
        }
        Optional<ConfigChoice> up = UpCommand.plain(arguments);
        return up.isPresent() ? serve(up.get(), out, err) : runNamed(out, err, arguments);
    }

    private static int serve(ConfigChoice choice, PrintWriter out, PrintWriter err) {
        try {
            return new Serve(choice, out, err).run();
        } catch (InterruptedException | RuntimeException e) {
            // The edge of the program, as it is in the command line's own handler.
            return report(e, err);
        }
    }

    private static int runNamed(PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine line = new CommandLine(new Main());
        addCommands(line, arguments);
        line.setOut(out);
        line.setErr(err);
        line.setExecutionExceptionHandler((e, command, _) -> report(e, command.getErr()));
        line.getSubcommands().values().forEach(Main::addHelp);
        if (arguments.length == 0) {
            line.usage(err);
            return CommandFailed.WRONG_INPUT;
        }
        return line.execute(arguments);
    }

    /** A command that is named is enough: looking into all of them slows the start. */
    private static void addCommands(CommandLine line, String... arguments) {
        String named = arguments.length == 0 ? "" : arguments[0];
        Supplier<Object> only = COMMANDS.get(named);
        if (only != null) line.addSubcommand(named, only.get());
        else COMMANDS.forEach((name, command) -> line.addSubcommand(name, command.get()));
    }

    private static void addHelp(CommandLine command) {
        command.getCommandSpec().mixinStandardHelpOptions(true);
        command.getSubcommands().values().forEach(Main::addHelp);
    }

    /** What a person can mend is said in words; a fault of ours shows where it happened. */
    private static int report(Exception problem, PrintWriter err) {
        if (problem instanceof CommandFailed failed) {
            err.println(failed.getMessage());
            return failed.exitCode();
        }
        err.println("homeport: this should not happen; please report it:");
        problem.printStackTrace(err);
        return CommandFailed.FAILED;
    }

    /** For {@code --version}. */
    static final class Versions implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"homeport " + Version.current()};
        }
    }
}
