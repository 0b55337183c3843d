package dev.homeport.benchmarks.report;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One case: all servers under the same load.
 *
 * @param title what was asked
 * @param tool who asked
 * @param unit what is counted
 * @param rows one for each server
 */
public record LoadTable(String title, String tool, String unit, List<Row> rows) {
    public LoadTable {
        rows = List.copyOf(rows);
    }

    /**
     * Medians over the rounds of one server.
     *
     * @param ours how the server measured for compares with it, unless it is that server
     */
    public record Row(
            String server,
            int rounds,
            double perSecond,
            double cpuMicros,
            double cpuMicrosMin,
            double cpuMicrosMax,
            double p50Micros,
            double p99Micros,
            long failed,
            double foreignShare,
            @Nullable Ratio ours) {}

    /**
     * Ours divided by theirs, the median of the ratios of each round.
     *
     * @param rate above 1 we answer more
     * @param cpu below 1 we use less
     */
    public record Ratio(double rate, double cpu) {}

    /** Takes the samples of all servers together; every server has one of each round. */
    public static LoadTable of(
            String title, String tool, String unit, String ourName, List<Sample> samples) {
        List<Sample> ours = of(ourName, samples);
        List<Row> rows =
                samples.stream()
                        .map(Sample::server)
                        .distinct()
                        .map(server -> row(of(server, samples), ours))
                        .toList();
        return new LoadTable(title, tool, unit, rows);
    }

    private static List<Sample> of(String server, List<Sample> samples) {
        return samples.stream().filter(sample -> sample.server().equals(server)).toList();
    }

    private static Row row(List<Sample> theirs, List<Sample> ours) {
        List<Double> cpu = theirs.stream().map(Sample::cpuMicros).toList();
        return new Row(
                theirs.getFirst().server(),
                theirs.size(),
                median(theirs, sample -> sample.load().perSecond()),
                Median.of(cpu),
                cpu.stream().min(Double::compare).orElseThrow(),
                cpu.stream().max(Double::compare).orElseThrow(),
                median(theirs, sample -> sample.load().p50Micros()),
                median(theirs, sample -> sample.load().p99Micros()),
                theirs.stream().mapToLong(sample -> sample.load().failed()).sum(),
                median(theirs, Sample::foreignShare),
                ratio(theirs, ours));
    }

    private static @Nullable Ratio ratio(List<Sample> theirs, List<Sample> ours) {
        if (ours.isEmpty() || ours.equals(theirs)) return null;
        return new Ratio(
                ratio(theirs, ours, sample -> sample.load().perSecond()),
                ratio(theirs, ours, Sample::cpuMicros));
    }

    /** Round by round, since both then met the same machine. */
    private static double ratio(
            List<Sample> theirs, List<Sample> ours, ToDoubleFunction<Sample> figure) {
        return Median.of(
                ours.stream()
                        .flatMap(
                                our ->
                                        theirs.stream()
                                                .filter(their -> their.round() == our.round())
                                                .map(their -> quotient(our, their, figure)))
                        .toList());
    }

    private static double quotient(Sample our, Sample their, ToDoubleFunction<Sample> figure) {
        return figure.applyAsDouble(our) / figure.applyAsDouble(their);
    }

    private static double median(List<Sample> samples, ToDoubleFunction<Sample> figure) {
        return Median.of(samples.stream().map(figure::applyAsDouble).toList());
    }
}
