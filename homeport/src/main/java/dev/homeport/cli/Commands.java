package dev.homeport.cli;

import dev.homeport.Version;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * All commands with all their options, read by picocli. Apart from {@link Main}, so that a plain
 * {@code up} loads none of it.
 */
@Command(
        name = "homeport",
        description = "Your whole domain in one process: name, TLS, site and data.",
        mixinStandardHelpOptions = true,
        versionProvider = Commands.Versions.class,
        synopsisSubcommandLabel = "COMMAND")
final class Commands {
    /** In the order of the help. */
    private static final Map<String, Supplier<Object>> COMMANDS = commands();

    Commands() {}

    private static Map<String, Supplier<Object>> commands() {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("up", UpCommand::new);
        commands.put("check", CheckCommand::new);
        commands.put("zone", ZoneCommand::new);
        commands.put("reload", ReloadCommand::new);
        commands.put("status", StatusCommand::new);
        commands.put("query", QueryCommand::new);
        commands.put("cert", CertCommand::new);
        commands.put("password", PasswordCommand::new);
        commands.put("data", DataCommand::new);
        commands.put("version", VersionCommand::new);
        return commands;
    }

    /** Runs the command that {@code arguments} name; returns its exit code. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine line = new CommandLine(new Commands());
        addCommands(line, arguments);
        line.setOut(out);
        line.setErr(err);
        line.setExecutionExceptionHandler((e, command, _) -> Main.report(e, command.getErr()));
        line.getSubcommands().values().forEach(Commands::addHelp);
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
        command.getSubcommands().values().forEach(Commands::addHelp);
    }

    /** For {@code --version}. */
    static final class Versions implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"homeport " + Version.current()};
        }
    }
}
