package dev.homeport.cli;

import dev.homeport.config.Config;
import dev.homeport.dns.load.LoadLimits;
import dev.homeport.dns.load.Loaded;
import dev.homeport.dns.load.Severity;
import dev.homeport.dns.load.ZoneFiles;
import dev.homeport.dns.load.ZoneProblem;
import dev.homeport.dns.zone.DomainName;

import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;

/** {@code homeport zone}. */
@Command(
        name = "zone",
        description = "Look after single zones.",
        subcommands = {ZoneCommand.Check.class, ZoneCommand.Refresh.class, ZoneCommand.Dump.class})
final class ZoneCommand implements Runnable {
    @Spec private @Nullable CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                Objects.requireNonNull(spec).commandLine(),
                "name what to do: zone check, zone refresh or zone dump");
    }

    /** {@code homeport zone check}. */
    @Command(
            name = "check",
            description = {
                "Read one zone file and show every mistake in it; no configuration is needed.",
                "An ALIAS to a name of another zone is a mistake here: only homeport check sees all zones.",
                "Exit code 2 when the zone could not be served."
            })
    static final class Check implements Callable<Integer> {
        @Mixin private final OutputOption output = new OutputOption();

        @Parameters(paramLabel = "FILE", description = "a master file, e.g. foobar.com.zone")
        private Path file = Path.of("");

        @Option(
                names = "--origin",
                paramLabel = "NAME",
                description = "the zone it has to hold; default: what the file is named after")
        private @Nullable String origin;

        @Option(
                names = "--rrset-records",
                paramLabel = "N",
                defaultValue = "1000",
                description = "records of one name and type at most; default: ${DEFAULT-VALUE}")
        private int rrsetRecords;

        /**
         * The result as it is printed.
         *
         * @param good whether it can be served
         * @param summary what was read
         */
        private record Report(
                String file,
                boolean good,
                String summary,
                List<String> errors,
                List<String> warnings) {}

        @Override
        public Integer call() {
            if (rrsetRecords < 1) throw CommandFailed.wrongInput("--rrset-records is at least 1");
            Report report = report(load(LoadLimits.ofRrsetRecords(rrsetRecords)));
            output.print(report, text(report));
            return report.good() ? 0 : CommandFailed.WRONG_INPUT;
        }

        private Loaded load(LoadLimits limits) {
            if (origin == null) return ZoneFiles.loadFiles(List.of(file), limits);
            try {
                DomainName name = DomainName.of(Name.fromString(origin, Name.root));
                return ZoneFiles.loadFile(file, name, limits);
            } catch (TextParseException e) {
                throw CommandFailed.wrongInput(
                        "not a domain name: " + origin + "; write for instance foobar.com");
            }
        }

        private Report report(Loaded loaded) {
            List<String> errors = new ArrayList<>();
            List<String> warnings = new ArrayList<>();
            for (ZoneProblem problem : loaded.problems()) {
                (problem.severity() == Severity.ERROR ? errors : warnings).add(problem.text());
            }
            List<String> zones =
                    loaded.zones().all().stream()
                            .map(
                                    zone ->
                                            "zone "
                                                    + zone.origin()
                                                    + " with "
                                                    + zone.recordCount()
                                                    + " records, serial "
                                                    + zone.serial())
                            .toList();
            return new Report(
                    file.toString(),
                    !loaded.hasErrors(),
                    String.join(", ", zones),
                    errors,
                    warnings);
        }

        private static String text(Report report) {
            List<String> lines = new ArrayList<>(report.errors());
            lines.addAll(report.warnings());
            lines.add(
                    report.good()
                            ? report.file() + " is good: " + report.summary()
                            : report.file() + ": " + report.errors().size() + " to mend");
            return String.join("\n", lines);
        }
    }

    /** {@code homeport zone refresh}. */
    @Command(
            name = "refresh",
            description = {
                "Make the running Homeport ask the primaries of a secondary zone now.",
                "homeport status shows what came of it."
            })
    static final class Refresh implements Runnable {
        @Mixin private final ConfigOption option = new ConfigOption();
        @Mixin private final OutputOption output = new OutputOption();

        @Parameters(paramLabel = "NAME", description = "The zone, such as foobar.com.")
        private String name = "";

        @Override
        public void run() {
            Config config = option.load();
            AdminClient client = AdminClient.of(config);
            if (!client.refresh(config.data().directory(), name)) {
                throw CommandFailed.failed(
                        name + " is no zone with primaries: homeport status shows those there are");
            }
            output.print(new Asked(name), "the primaries of " + name + " are asked");
        }
    }

    /** {@code homeport zone dump}. */
    @Command(
            name = "dump",
            description = {
                "Print a zone as the running Homeport serves it, as a master file.",
                "Updates and what came from primaries are in it; zone check takes it again."
            })
    static final class Dump implements Runnable {
        @Mixin private final ConfigOption option = new ConfigOption();

        @Parameters(paramLabel = "NAME", description = "The zone, such as foobar.com.")
        private String name = "";

        @Spec private @Nullable CommandSpec spec;

        @Override
        public void run() {
            Config config = option.load();
            String text =
                    AdminClient.of(config)
                            .dump(config.data().directory(), name)
                            .orElseThrow(
                                    () ->
                                            CommandFailed.failed(
                                                    name
                                                            + " is not served: homeport status"
                                                            + " shows the zones that are"));
            var out = Objects.requireNonNull(spec).commandLine().getOut();
            out.print(text);
            out.flush();
        }
    }

    /** What was done, for programs. */
    record Asked(String zone) {}
}
