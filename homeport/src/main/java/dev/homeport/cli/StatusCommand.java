package dev.homeport.cli;

import dev.homeport.admin.StatusReport;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.time.Duration;

/** {@code homeport status}. */
@Command(name = "status", description = "Show what the running Homeport listens on and serves.")
final class StatusCommand implements Runnable {
    @Mixin private final ConfigOption config = new ConfigOption();
    @Mixin private final OutputOption output = new OutputOption();

    @Override
    public void run() {
        StatusReport status = AdminClient.of(config.load()).status();
        output.print(status, text(status));
    }

    private static String text(StatusReport status) {
        StringBuilder text = new StringBuilder();
        text.append(
                "homeport %s, process %d, up %s, Java %s\n"
                        .formatted(
                                status.version(),
                                status.pid(),
                                readable(Duration.ofSeconds(status.uptimeSeconds())),
                                status.java()));
        text.append("configuration  %s\n".formatted(status.configuration()));
        for (var listener : status.listeners()) {
            text.append(
                    "listener       %-6s %s\n".formatted(listener.protocol(), listener.address()));
        }
        for (var zone : status.zones()) {
            text.append(
                    "zone           %s serial %d, %d records\n"
                            .formatted(zone.origin(), zone.serial(), zone.records()));
        }
        for (var zone : status.secondaries()) text.append(text(zone));
        for (var site : status.sites()) {
            text.append("site           %s %s\n".formatted(site.host(), site.serves()));
        }
        var store = status.store();
        text.append(
                "store          %s, %s, %,d bytes\n"
                        .formatted(store.engine(), store.location(), store.bytes()));
        store.documents()
                .forEach(
                        (name, count) ->
                                text.append("               %s: %d\n".formatted(name, count)));
        var reload = status.lastReload();
        text.append(
                "last load      %s %s"
                        .formatted(
                                reload.at(),
                                reload.applied() ? "applied" : "refused, the old one serves"));
        reload.problems().forEach(problem -> text.append("\n               ").append(problem));
        return text.toString();
    }

    private static String text(StatusReport.SecondaryStatus zone) {
        String head =
                "secondary      %s %s, serial %d, refreshed %s, next check %s, expires %s\n"
                        .formatted(
                                zone.origin(),
                                zone.state(),
                                zone.serial(),
                                orNever(zone.refreshed()),
                                zone.nextCheck(),
                                orNever(zone.expires()));
        if (zone.lastError().isEmpty()) return head;
        return head + "               last error: %s\n".formatted(zone.lastError());
    }

    private static String orNever(String time) {
        return time.isEmpty() ? "never" : time;
    }

    private static String readable(Duration uptime) {
        return uptime.toHours() > 0
                ? uptime.toHours() + " h " + uptime.toMinutesPart() + " min"
                : uptime.toMinutes() + " min " + uptime.toSecondsPart() + " s";
    }
}
