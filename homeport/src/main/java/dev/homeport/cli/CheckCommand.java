package dev.homeport.cli;

import dev.homeport.Applications;
import dev.homeport.Content;
import dev.homeport.Findings;
import dev.homeport.Surroundings;
import dev.homeport.config.Config;
import dev.homeport.config.ConfigProblem;
import dev.homeport.config.Loaded;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code homeport check}. */
@Command(
        name = "check",
        description = {
            "Read configuration, zones, sites and certificates and show every mistake in them.",
            "Nothing is served or changed. Exit code 2 when up or reload would refuse them."
        })
final class CheckCommand implements Callable<Integer> {
    @Mixin private final ConfigOption option = new ConfigOption();
    @Mixin private final OutputOption output = new OutputOption();

    /**
     * The result as it is printed.
     *
     * @param good whether it can be served
     * @param summary what was read
     */
    private record Report(
            String configuration,
            boolean good,
            String summary,
            List<String> errors,
            List<String> warnings) {}

    @Override
    public Integer call() {
        Report report = report(option.find().file());
        output.print(report, text(report));
        return report.good() ? 0 : CommandFailed.WRONG_INPUT;
    }

    private static Report report(java.nio.file.Path file) {
        return switch (Config.load(file, Applications.names())) {
            case Loaded.Invalid(var problems, var warnings) ->
                    new Report(file.toString(), false, "", lines(problems), lines(warnings));
            case Loaded.Valid(Config config, var warnings) -> {
                Findings findings = new Findings();
                Content content = Content.read(config, Surroundings.ofThisMachine(), findings);
                List<String> all = new ArrayList<>(lines(warnings));
                all.addAll(findings.warnings());
                yield new Report(
                        config.file().toString(),
                        !findings.hasErrors(),
                        content.summary(),
                        findings.errors(),
                        all);
            }
        };
    }

    private static List<String> lines(List<ConfigProblem> problems) {
        return problems.stream().map(ConfigProblem::toString).toList();
    }

    private static String text(Report report) {
        List<String> lines = new ArrayList<>(report.errors());
        report.warnings().forEach(w -> lines.add(w.contains("warning: ") ? w : "warning: " + w));
        lines.add(
                report.good()
                        ? report.configuration() + " is good: " + report.summary()
                        : report.configuration() + ": " + report.errors().size() + " to mend");
        return String.join("\n", lines);
    }
}
