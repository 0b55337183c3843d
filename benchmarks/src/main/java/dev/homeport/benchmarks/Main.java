package dev.homeport.benchmarks;

import dev.homeport.Version;
import dev.homeport.benchmarks.Settings.Case;
import dev.homeport.benchmarks.process.Child;
import dev.homeport.benchmarks.process.Core;
import dev.homeport.benchmarks.report.Report;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;

/** The command line of the benchmarks; {@code benchmarks/run} starts it. */
@Command(
        name = "benchmarks/run",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Versions.class,
        sortOptions = false,
        description = {
            "Measures Homeport side by side with NSD, Knot and nginx on this machine.",
            "Servers run on one core, client tools on another; all have their turns in each round.",
            "Prints tables in Markdown. Needs nothing but the loopback; leaves nothing behind.",
            "",
            "benchmarks/run jmh [OPTIONS] runs the micro-benchmarks instead (-h lists the options)."
        })
public final class Main implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final int WRONG_INPUT = 2;

    @Option(
            names = "--cases",
            split = ",",
            description = "what is measured; default: all of ${COMPLETION-CANDIDATES}")
    private Set<Case> cases = EnumSet.allOf(Case.class);

    @Option(
            names = "--servers",
            split = ",",
            paramLabel = "NAME",
            description =
                    "who takes part; default: homeport,nsd,knot,nginx,nginx-log;"
                            + " there are homeport-epoll and homeport-nio, too")
    private Set<String> servers = new LinkedHashSet<>(Lineup.usual());

    @Option(
            names = "--rounds",
            defaultValue = "5",
            description = "turns of each server; the median counts; default: ${DEFAULT-VALUE}")
    private int rounds;

    @Option(
            names = "--seconds",
            defaultValue = "4",
            description = "length of a turn under load; default: ${DEFAULT-VALUE}")
    private int seconds;

    @Option(
            names = "--warm-up",
            defaultValue = "8",
            paramLabel = "SECONDS",
            description = "load on each server before its first turn; default: ${DEFAULT-VALUE}")
    private int warmUpSeconds;

    @Option(
            names = "--workers",
            defaultValue = "1",
            description = {
                "of each DNS server; with more than one they run on the first so many cores;",
                "default: ${DEFAULT-VALUE}"
            })
    private int workers;

    @Option(
            names = "--names",
            defaultValue = "0",
            description = {
                "of a large zone that all DNS servers serve, too, and are asked about;",
                "default: none"
            })
    private int names;

    @Option(
            names = "--server-core",
            defaultValue = "0",
            description = "the core of the servers; default: ${DEFAULT-VALUE}")
    private int serverCore;

    @Option(
            names = "--client-core",
            defaultValue = "1",
            description = "the core of the client tools; default: ${DEFAULT-VALUE}")
    private int clientCore;

    @Option(
            names = "--demo",
            paramLabel = "FOLDER",
            description = "zones and sites to serve; default: those of the demo")
    private @Nullable Path demo;

    @Option(
            names = "--json",
            arity = "0..1",
            paramLabel = "FILE",
            fallbackValue = "-",
            description = "also write the figures as JSON to a file; without one, only as JSON")
    private @Nullable Path json;

    @Spec private @Nullable CommandSpec spec;

    /** Runs the benchmarks and ends with 0, or 1 if they failed, or 2 if they cannot begin. */
    public static void main(String[] words) {
        Child.endAllAtExit();
        System.exit(
                new CommandLine(new Main())
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .execute(words));
    }

    @Override
    public Integer call() {
        try {
            Settings settings = settings();
            Lineup lineup = Lineup.find(settings);
            if (!lineup.missingPackages().isEmpty()) return missing(lineup.missingPackages());
            var suite = new Suite(settings, lineup, this::say);
            print(suite.run(InstantSource.system()));
            return 0;
        } catch (IllegalArgumentException e) {
            say("benchmarks: " + e.getMessage());
            return WRONG_INPUT;
        } catch (IOException e) {
            say("benchmarks: " + e.getMessage());
            return FAILED;
        }
    }

    /** For {@code --version}. */
    static final class Versions implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"benchmarks of homeport " + Version.current()};
        }
    }

    private Settings settings() {
        int coreCount = Runtime.getRuntime().availableProcessors();
        List<String> unknown = new ArrayList<>(servers);
        unknown.removeAll(Lineup.names());
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "there is no server " + unknown + "; there are " + Lineup.names());
        }
        Path home = Path.of(System.getProperty("homeport.home", "."));
        var place =
                new Place(
                        home,
                        demo == null ? home.resolve("demo") : demo,
                        home.resolve("benchmarks/target/dnsload"),
                        Path.of(System.getProperty("java.home", "")),
                        System.getenv().getOrDefault("PATH", ""),
                        System.getProperty("user.name", ""));
        return new Settings(
                cases,
                servers,
                rounds,
                Duration.ofSeconds(seconds),
                Duration.ofSeconds(warmUpSeconds),
                workers > 1 ? Core.first(workers) : core(serverCore, coreCount),
                core(clientCore, coreCount),
                coreCount,
                workers,
                names,
                place);
    }

    private static Core core(int number, int coreCount) {
        if (number >= 0 && number < coreCount) return Core.of(number);
        throw new IllegalArgumentException(
                "there is no core " + number + ": choose from 0 to " + (coreCount - 1));
    }

    private int missing(Set<String> packages) {
        say("benchmarks: some programs are missing. Install them, and run this again:");
        say("");
        say("    sudo apt-get install --no-install-recommends " + String.join(" ", packages));
        say("");
        say("Or leave servers out with --servers. A server that the installation started by");
        say("itself may be stopped; nothing here needs it.");
        return WRONG_INPUT;
    }

    private void print(Report report) throws IOException {
        boolean onlyJson = json != null && json.toString().equals("-");
        if (json != null && !onlyJson) Files.writeString(json, report.json() + "\n");
        PrintWriter out = writer();
        out.println(onlyJson ? report.json() : report.markdown());
        out.flush();
    }

    private PrintWriter writer() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }

    private void say(String line) {
        System.err.println(line);
    }
}
