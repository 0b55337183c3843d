package dev.homeport.benchmarks;

import dev.homeport.benchmarks.process.Core;

import java.time.Duration;
import java.util.Set;

/**
 * What is measured, and how long.
 *
 * @param cases what is measured
 * @param servers names of those who take part
 * @param rounds how often each server has its turn
 * @param duration of one turn
 * @param warmUp before the first turn, for each server and load
 * @param serverCore where the servers run
 * @param clientCore where the client tools run
 * @param coreCount how many cores there are
 * @param workers of each DNS server that answer over UDP, each with a core of its own
 * @param names of a large zone that all DNS servers serve beside the demo's, 0 for none
 * @param place where things lie
 */
public record Settings(
        Set<Case> cases,
        Set<String> servers,
        int rounds,
        Duration duration,
        Duration warmUp,
        Core serverCore,
        Core clientCore,
        int coreCount,
        int workers,
        int names,
        Place place) {
    private static final int ROUNDS_MAX = 101;
    private static final int NAMES_MAX = 10_000_000;
    private static final Duration TURN_MAX = Duration.ofSeconds(60);

    public Settings {
        cases = Set.copyOf(cases);
        servers = Set.copyOf(servers);
        require(rounds >= 1 && rounds <= ROUNDS_MAX, "rounds from 1 to " + ROUNDS_MAX);
        require(isTurn(duration), "seconds from 1 to " + TURN_MAX.toSeconds());
        require(workers >= 1 && workers <= coreCount, "workers from 1 to " + coreCount);
        require(names >= 0 && names <= NAMES_MAX, "names from 0 to " + NAMES_MAX);
        require(isTurn(warmUp), "warm-up from 1 to " + TURN_MAX.toSeconds() + " seconds");
    }

    /** What can be measured. */
    public enum Case {
        /** Queries over UDP. */
        DNS,
        /** Files and a missing one over HTTP/1.1, in the clear and over TLS, and over HTTP/2. */
        HTTP,
        /** A record of the store as JSON, and a page made of such records. */
        JSON,
        /** Resident memory. */
        MEMORY,
        /** Time from start to first answer. */
        START
    }

    private static boolean isTurn(Duration duration) {
        return duration.toSeconds() >= 1 && duration.compareTo(TURN_MAX) <= 0;
    }

    private static void require(boolean condition, String bounds) {
        if (!condition) throw new IllegalArgumentException("choose " + bounds);
    }
}
