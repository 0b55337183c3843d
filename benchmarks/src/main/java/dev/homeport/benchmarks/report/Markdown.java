package dev.homeport.benchmarks.report;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** Writes a report as tables in Markdown; used once. */
final class Markdown {
    private static final double FOREIGN_SHARE_NOTED = 0.05;

    private final StringBuilder text = new StringBuilder();

    String write(Report report) {
        machine(report.machine());
        report.loads().forEach(this::load);
        if (!report.memory().isEmpty()) memory(report.memory());
        if (!report.starts().isEmpty()) starts(report.starts());
        report.remarks().forEach(remark -> line("- " + remark));
        return text.toString();
    }

    private void machine(Machine machine) {
        line(
                "Measured %s on %d cores (%s), Linux %s, Java %s; load average before %.2f."
                        .formatted(
                                machine.at().truncatedTo(ChronoUnit.MINUTES),
                                machine.cores(),
                                machine.processor(),
                                machine.kernel(),
                                machine.java(),
                                machine.loadAverage()));
        line("");
        machine.versions().forEach((server, version) -> line("- " + server + ": " + version));
        line("");
    }

    private void load(LoadTable table) {
        line("### %s (%s)".formatted(table.title(), table.tool()));
        line("");
        row(
                "server",
                table.unit() + "/s",
                "CPU µs",
                "least-most",
                "p50 µs",
                "p99 µs",
                "failed",
                "core taken by others",
                "our rate ÷ its",
                "our CPU ÷ its");
        row("---", "--:", "--:", "--:", "--:", "--:", "--:", "--:", "--:", "--:");
        table.rows().forEach(this::loadRow);
        line("");
    }

    private void loadRow(LoadTable.Row row) {
        LoadTable.Ratio ours = row.ours();
        row(
                row.server(),
                format("%,.0f", row.perSecond()),
                format("%.2f", row.cpuMicros()),
                format("%.2f", row.cpuMicrosMin()) + "-" + format("%.2f", row.cpuMicrosMax()),
                row.p50Micros() == 0 ? "" : format("%,.0f", row.p50Micros()),
                row.p99Micros() == 0 ? "" : format("%,.0f", row.p99Micros()),
                Long.toString(row.failed()),
                (row.foreignShare() > FOREIGN_SHARE_NOTED ? "**%s**" : "%s")
                        .formatted(format("%.0f %%", row.foreignShare() * 100)),
                ours == null ? "" : format("%.2f", ours.rate()),
                ours == null ? "" : format("%.2f", ours.cpu()));
    }

    private void memory(List<MemoryRow> rows) {
        line("### Memory");
        line("");
        row("server", "RSS at rest, MiB", "PSS at rest", "RSS after load", "PSS after load");
        row("---", "--:", "--:", "--:", "--:");
        for (MemoryRow row : rows) {
            row(
                    row.server(),
                    format("%.1f", row.atRest().rssMib()),
                    format("%.1f", row.atRest().pssMib()),
                    format("%.1f", row.afterLoad().rssMib()),
                    format("%.1f", row.afterLoad().pssMib()));
        }
        line("");
    }

    private void starts(List<StartRow> rows) {
        line("### From start to first answer");
        line("");
        row("server", "cores", "answer", "ms", "least-most");
        row("---", "---", "---", "--:", "--:");
        for (StartRow row : rows) {
            row(
                    row.server(),
                    row.cores(),
                    row.protocol().name(),
                    format("%.1f", row.millis()),
                    format("%.1f", row.millisMin()) + "-" + format("%.1f", row.millisMax()));
        }
        line("");
    }

    private static String format(String pattern, double number) {
        return String.format(Locale.ROOT, pattern, number);
    }

    private void row(String... cells) {
        line("| " + String.join(" | ", cells) + " |");
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
