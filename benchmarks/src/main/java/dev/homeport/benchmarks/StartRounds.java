package dev.homeport.benchmarks;

import dev.homeport.benchmarks.probe.DnsProbe;
import dev.homeport.benchmarks.probe.DnsQuestion;
import dev.homeport.benchmarks.probe.HttpProbe;
import dev.homeport.benchmarks.process.Core;
import dev.homeport.benchmarks.report.Median;
import dev.homeport.benchmarks.report.StartRow;
import dev.homeport.benchmarks.server.Content;
import dev.homeport.benchmarks.server.Contestant;
import dev.homeport.benchmarks.server.LargeZone;
import dev.homeport.benchmarks.server.Ports;
import dev.homeport.benchmarks.server.Protocol;
import dev.homeport.benchmarks.server.Running;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Starts each server again and again, and asks it from the first moment on. */
record StartRounds(Settings settings, Workspace workspace, Consumer<String> progress) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final DnsQuestion APEX = new DnsQuestion("foobar.com", "A");

    private static final DnsQuestion LAST = new DnsQuestion(LargeZone.NAME, "SOA");

    private record Key(String server, Core cores, Protocol protocol) {}

    /**
     * One row for each server, protocol, and one or all cores. What a server only does at its very
     * first start, such as making keys, it does in an untimed start before.
     */
    List<StartRow> measure(List<Contestant> contestants) throws IOException {
        progress.accept("from start to first answer");
        List<Core> choices =
                Stream.of(settings.serverCore(), Core.first(settings.coreCount()))
                        .distinct()
                        .toList();
        Map<Key, List<Double>> millis = new LinkedHashMap<>();
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Entrant> entrants = rehearse(contestants, choices.getLast(), threads);
            for (int round = 0; round < settings.rounds(); round++) {
                for (Core cores : choices) {
                    for (Entrant entrant : entrants) {
                        start(entrant, cores, threads)
                                .forEach((key, time) -> add(millis, key, time));
                    }
                }
            }
        }
        return millis.entrySet().stream().map(e -> row(e.getKey(), e.getValue())).toList();
    }

    private static void add(Map<Key, List<Double>> millis, Key key, double time) {
        millis.computeIfAbsent(key, _ -> new ArrayList<>()).add(time);
    }

    /** A contestant, and the folder with its data from one start to the next. */
    private record Entrant(Contestant contestant, Path folder) {}

    private List<Entrant> rehearse(
            List<Contestant> contestants, Core cores, ExecutorService threads) throws IOException {
        List<Entrant> entrants = new ArrayList<>();
        for (Contestant contestant : contestants) {
            Path folder =
                    Files.createTempDirectory(workspace.folder(), contestant.name() + "-start-");
            var entrant = new Entrant(contestant, folder);
            start(entrant, cores, threads)
                    .forEach((key, time) -> progress.accept(line("first start", key, time)));
            entrants.add(entrant);
        }
        return entrants;
    }

    private static String line(String what, Key key, double millis) {
        return String.format(
                Locale.ROOT,
                "  %s of %s on %s: %s after %.1f ms",
                what,
                key.server(),
                key.cores().list(),
                key.protocol(),
                millis);
    }

    private Map<Key, Double> start(Entrant entrant, Core cores, ExecutorService threads)
            throws IOException {
        Contestant contestant = entrant.contestant();
        Running.Prepared prepared =
                Running.prepare(contestant, workspace.content(), entrant.folder());
        Map<Key, CompletableFuture<Long>> answers = new LinkedHashMap<>();
        long start = System.nanoTime();
        for (Protocol protocol : contestant.protocols()) {
            answers.put(
                    new Key(contestant.name(), cores, protocol),
                    CompletableFuture.supplyAsync(
                            () -> firstAnswer(prepared.ports(), protocol), threads));
        }
        Map<Key, Double> millis = new LinkedHashMap<>();
        try (Running server = prepared.start(cores)) {
            for (var answer : answers.entrySet()) {
                millis.put(answer.getKey(), (join(server, answer.getValue()) - start) / 1e6);
            }
        }
        return millis;
    }

    private static long join(Running server, CompletableFuture<Long> answer) throws IOException {
        try {
            return answer.join();
        } catch (CompletionException e) {
            server.requireAlive();
            throw new IOException("while starting " + server.name() + ": " + e.getMessage(), e);
        }
    }

    private long firstAnswer(Ports ports, Protocol protocol) {
        // With a large zone the question is when that is served.
        var question = settings.names() > 0 ? LAST : APEX;
        boolean answered =
                switch (protocol) {
                    case DNS -> firstReply(ports.dns(), question);
                    case HTTP ->
                            new HttpProbe(ports.http(), Content.HOST)
                                    .get(Content.SMALL_FILE, PATIENCE)
                                    .isPresent();
                };
        if (answered) return System.nanoTime();
        throw new IllegalStateException("no answer over " + protocol + " within " + PATIENCE);
    }

    private static boolean firstReply(int port, DnsQuestion question) {
        try (var probe = new DnsProbe(port)) {
            return probe.askUntilServed(question, PATIENCE).isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private StartRow row(Key key, List<Double> millis) {
        progress.accept(line("median start", key, Median.of(millis)));
        return new StartRow(
                key.server(),
                key.cores().list(),
                key.protocol(),
                millis.size(),
                Median.of(millis),
                millis.stream().min(Double::compare).orElseThrow(),
                millis.stream().max(Double::compare).orElseThrow());
    }
}
