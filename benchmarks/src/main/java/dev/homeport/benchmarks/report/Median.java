package dev.homeport.benchmarks.report;

import java.util.List;

/** The middle of some numbers, which one disturbed round does not move. */
public final class Median {
    private Median() {}

    /** The middle one, or the mean of the two in the middle. */
    public static double of(List<Double> numbers) {
        if (numbers.isEmpty()) throw new IllegalArgumentException("no numbers, no median");
        List<Double> sorted = numbers.stream().sorted().toList();
        int middle = sorted.size() / 2;
        if (sorted.size() % 2 == 1) return sorted.get(middle);
        return (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
