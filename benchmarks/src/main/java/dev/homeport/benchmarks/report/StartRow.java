package dev.homeport.benchmarks.report;

import dev.homeport.benchmarks.server.Protocol;

/**
 * Time of one server from its start to its first answer: the median, the best and the worst.
 *
 * @param cores what it could run on
 */
public record StartRow(
        String server,
        String cores,
        Protocol protocol,
        int rounds,
        double millis,
        double millisMin,
        double millisMax) {}
