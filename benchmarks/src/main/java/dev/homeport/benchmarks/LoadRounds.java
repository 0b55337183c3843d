package dev.homeport.benchmarks;

import dev.homeport.benchmarks.load.LoadResult;
import dev.homeport.benchmarks.process.CpuReading;
import dev.homeport.benchmarks.report.LoadTable;
import dev.homeport.benchmarks.report.Sample;
import dev.homeport.benchmarks.server.Homeport;
import dev.homeport.benchmarks.server.Running;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Puts each server under load in turn, round after round, each round beginning with the next. */
record LoadRounds(Settings settings, Consumer<String> progress) {
    private static final int WARM_UP_UNITS = 200_000;
    private static final int WARM_UP_TURNS_MAX = 5;

    /** Warms all servers up, then measures. */
    LoadTable measure(LoadCase loadCase) throws IOException {
        progress.accept(loadCase.title() + " (" + loadCase.load().tool() + ")");
        for (Running server : loadCase.servers()) warmUp(loadCase, server);
        List<Sample> samples = new ArrayList<>();
        int count = loadCase.servers().size();
        for (int round = 0; round < settings.rounds(); round++) {
            for (int turn = 0; turn < count; turn++) {
                Running server = loadCase.servers().get((round + turn) % count);
                samples.add(sample(loadCase, server, round));
            }
        }
        List<Sample> inOrder = inOrder(loadCase.servers(), samples);
        return LoadTable.of(
                loadCase.title(), loadCase.load().tool(), loadCase.unit(), Homeport.NAME, inOrder);
    }

    /**
     * A program that is compiled while it runs is warm after some work, not after some time: on a
     * busy machine the same time holds less work.
     */
    private void warmUp(LoadCase loadCase, Running server) throws IOException {
        long completed = 0;
        for (int i = 0; i < WARM_UP_TURNS_MAX && completed < WARM_UP_UNITS; i++) {
            completed += turn(loadCase, server, settings.warmUp()).completed();
        }
    }

    /** Where a tool fails because the server has ended, the server's last words say more. */
    private static LoadResult turn(LoadCase loadCase, Running server, Duration duration)
            throws IOException {
        try {
            return loadCase.load().run(server.ports(), duration);
        } catch (IOException e) {
            server.requireAlive();
            throw new IOException(server.name() + ": " + e.getMessage(), e);
        }
    }

    private Sample sample(LoadCase loadCase, Running server, int round) throws IOException {
        long start = System.nanoTime();
        Duration busyBefore = settings.serverCore().busy();
        CpuReading before = server.tree().cpu();
        LoadResult result = turn(loadCase, server, settings.duration());
        long cpuNanos = server.tree().cpu().nanosSince(before);
        Duration busy = settings.serverCore().busy().minus(busyBefore);
        long nanos = System.nanoTime() - start;
        server.requireAlive();
        double foreign = (double) (busy.toNanos() - cpuNanos) / nanos;
        var sample = new Sample(server.name(), round, result, cpuNanos, Math.max(0, foreign));
        progress.accept(line(sample));
        return sample;
    }

    private static String line(Sample sample) {
        return String.format(
                Locale.ROOT,
                "  round %d %-10s %,10.0f/s %7.2f µs CPU, %d failed, %.0f %% foreign",
                sample.round() + 1,
                sample.server(),
                sample.load().perSecond(),
                sample.cpuMicros(),
                sample.load().failed(),
                sample.foreignShare() * 100);
    }

    /** Tables list the servers in one order, whichever came first in the first round. */
    private static List<Sample> inOrder(List<Running> servers, List<Sample> samples) {
        return servers.stream()
                .flatMap(
                        server ->
                                samples.stream()
                                        .filter(sample -> sample.server().equals(server.name())))
                .toList();
    }
}
