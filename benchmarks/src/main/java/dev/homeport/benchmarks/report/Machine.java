package dev.homeport.benchmarks.report;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where and with what the figures were made.
 *
 * @param versions first line of what each server says of itself
 * @param loadAverage of the last minute, before the first measurement
 */
public record Machine(
        Instant at,
        int cores,
        String processor,
        String kernel,
        String java,
        double loadAverage,
        Map<String, String> versions) {
    public Machine {
        versions = Collections.unmodifiableMap(new TreeMap<>(versions));
    }
}
