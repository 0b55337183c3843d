package dev.homeport.benchmarks;

import dev.homeport.benchmarks.Settings.Case;
import dev.homeport.benchmarks.process.Memory;
import dev.homeport.benchmarks.process.Tool;
import dev.homeport.benchmarks.report.LoadTable;
import dev.homeport.benchmarks.report.Machine;
import dev.homeport.benchmarks.report.MemoryRow;
import dev.homeport.benchmarks.report.Report;
import dev.homeport.benchmarks.report.StartRow;
import dev.homeport.benchmarks.server.Running;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * One run: starts all servers, puts them under each load, ends them, then times their starts. Used
 * once.
 */
final class Suite {
    private static final Duration SETTLING = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Settings settings;
    private final Lineup lineup;
    private final Consumer<String> progress;
    private final List<LoadTable> loads = new ArrayList<>();
    private final List<MemoryRow> memory = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    Suite(Settings settings, Lineup lineup, Consumer<String> progress) {
        this.settings = settings;
        this.lineup = lineup;
        this.progress = progress;
    }

    /**
     * Measures.
     *
     * @throws IOException if a server does not start or answers wrongly, or a tool fails
     */
    Report run(InstantSource clock) throws IOException {
        Machine machine = MachineReading.take(settings, lineup.contestants(), clock.instant());
        leaveServerCore();
        try (var workspace = Workspace.create(settings.place().demo(), settings.names())) {
            if (needsServers()) measureServers(workspace);
            return new Report(machine, loads, memory, starts(workspace), remarks);
        }
    }

    /** This program sleeps most of the time, and what it does it does beside the client tools. */
    private void leaveServerCore() throws IOException {
        String ourselves = Long.toString(ProcessHandle.current().pid());
        Tool.run(List.of("taskset", "-acp", settings.clientCore().list(), ourselves), PATIENCE);
    }

    private boolean needsServers() {
        return settings.cases().stream().anyMatch(choice -> choice != Case.START);
    }

    private void measureServers(Workspace workspace) throws IOException {
        progress.accept("starting " + lineup.contestants().size() + " servers");
        try (var servers = Servers.start(lineup.contestants(), workspace, settings.serverCore())) {
            LockSupport.parkNanos(SETTLING.toNanos());
            Map<String, Memory> atRest = memoryOf(servers);
            var list = new CaseList(settings, workspace, servers);
            List<LoadCase> cases = list.build();
            remarks.addAll(list.remarks());
            var rounds = new LoadRounds(settings, progress);
            for (LoadCase loadCase : cases) loads.add(rounds.measure(loadCase));
            if (settings.cases().contains(Case.MEMORY)) compareMemory(atRest, memoryOf(servers));
        }
    }

    private static Map<String, Memory> memoryOf(Servers servers) {
        Map<String, Memory> all = new HashMap<>();
        for (Running server : servers.all()) all.put(server.name(), server.tree().memory());
        return all;
    }

    private void compareMemory(Map<String, Memory> atRest, Map<String, Memory> afterLoad) {
        lineup.contestants().stream()
                .map(contestant -> contestant.name())
                .map(
                        name ->
                                new MemoryRow(
                                        name,
                                        atRest.getOrDefault(name, Memory.NONE),
                                        afterLoad.getOrDefault(name, Memory.NONE)))
                .forEach(memory::add);
    }

    private List<StartRow> starts(Workspace workspace) throws IOException {
        if (!settings.cases().contains(Case.START)) return List.of();
        return new StartRounds(settings, workspace, progress).measure(lineup.contestants());
    }
}
