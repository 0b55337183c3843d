package dev.homeport.benchmarks.load;

import dev.homeport.benchmarks.probe.DnsQuestion;
import dev.homeport.benchmarks.server.LargeZone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** The questions asked about the demo's zone; the same in every run. */
public final class Questions {
    private static final String APEX = "foobar.com";
    private static final String WILDCARD_PARENT = "dev.foobar.com";
    private static final int MISS_COUNT = 1000;
    private static final int MIX_COUNT = 5000;
    private static final int LARGE_COUNT_MAX = 100_000;
    private static final long SEED = 20_261_123;

    private Questions() {}

    /**
     * What a small site is asked for: of a hundred questions 30 for the address of www, 35 for
     * those of the apex, 15 for mail and text, 10 answered by the wildcard, 10 for no such name.
     */
    public static List<DnsQuestion> mix() {
        var random = new Random(SEED);
        List<DnsQuestion> all = new ArrayList<>();
        for (int i = 0; i < MIX_COUNT; i++) all.add(pick(i % 100, random));
        Collections.shuffle(all, random);
        return List.copyOf(all);
    }

    private static DnsQuestion pick(int percent, Random random) {
        if (percent < 20) return new DnsQuestion("www." + APEX, "A");
        if (percent < 30) return new DnsQuestion("www." + APEX, "AAAA");
        if (percent < 50) return new DnsQuestion(APEX, "A");
        if (percent < 65) return new DnsQuestion(APEX, "AAAA");
        if (percent < 73) return new DnsQuestion(APEX, "MX");
        if (percent < 80) return new DnsQuestion(APEX, "TXT");
        if (percent < 90) return wildcard(random);
        return miss(random);
    }

    /** Names that do not exist, all different. */
    public static List<DnsQuestion> misses() {
        var random = new Random(SEED);
        List<DnsQuestion> all = new ArrayList<>();
        for (int i = 0; i < MISS_COUNT; i++) all.add(miss(random));
        return List.copyOf(all);
    }

    /** Addresses of a large zone's names, in no order, none twice; not all of a very large one. */
    public static List<DnsQuestion> large(int names) {
        var random = new Random(SEED);
        List<DnsQuestion> all = new ArrayList<>();
        int step = Math.max(1, names / LARGE_COUNT_MAX);
        for (int i = 0; i < names && all.size() < LARGE_COUNT_MAX; i += step) {
            all.add(new DnsQuestion(LargeZone.name(i), "A"));
        }
        Collections.shuffle(all, random);
        return List.copyOf(all);
    }

    private static DnsQuestion wildcard(Random random) {
        return new DnsQuestion(label(random) + "." + WILDCARD_PARENT, "A");
    }

    private static DnsQuestion miss(Random random) {
        return new DnsQuestion(label(random) + "." + APEX, "A");
    }

    private static String label(Random random) {
        return "x" + Integer.toString(random.nextInt(1 << 24), 36);
    }

    /** Writes them as dnsperf and dnsload read them. */
    public static void write(List<DnsQuestion> questions, Path file) throws IOException {
        Files.write(file, questions.stream().map(DnsQuestion::line).toList());
    }
}
