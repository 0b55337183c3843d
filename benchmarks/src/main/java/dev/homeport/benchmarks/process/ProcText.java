package dev.homeport.benchmarks.process;

import java.util.List;

/** Reads the texts of the files below {@code /proc}; see proc(5). Pure functions. */
final class ProcText {
    private ProcText() {}

    /**
     * Time on a core from {@code /proc/PID/task/TID/schedstat}: the first of its three numbers.
     *
     * @return nanoseconds
     */
    static long schedstatNanos(String text) {
        return number(fields(text, 3, "schedstat").getFirst(), "schedstat");
    }

    /** Both sums of {@code /proc/PID/smaps_rollup}; a kernel thread's file is empty. */
    static Memory smapsRollup(String text) {
        if (text.isBlank()) return Memory.NONE;
        return new Memory(kib(text, "Rss:"), kib(text, "Pss:"));
    }

    private static long kib(String text, String key) {
        for (String line : text.lines().toList()) {
            if (!line.startsWith(key)) continue;
            List<String> fields = fields(line, 3, "smaps_rollup");
            if (!fields.get(2).equals("kB")) {
                throw new IllegalArgumentException("smaps_rollup: not in kB: " + line);
            }
            return number(fields.get(1), "smaps_rollup");
        }
        throw new IllegalArgumentException("smaps_rollup: there is no " + key);
    }

    /**
     * Time in which a core was not idle, from {@code /proc/stat}.
     *
     * @return clock ticks of all modes but idle and waiting for input and output
     */
    static long busyTicks(String text, int core) {
        String key = "cpu" + core + " ";
        for (String line : text.lines().toList()) {
            if (!line.startsWith(key)) continue;
            List<String> fields = fields(line, 9, "stat");
            long busy = 0;
            // user nice system idle iowait irq softirq steal; guest time is within user already.
            for (int i : new int[] {1, 2, 3, 6, 7, 8}) busy += number(fields.get(i), "stat");
            return busy;
        }
        throw new IllegalArgumentException("stat: there is no core " + core);
    }

    private static List<String> fields(String text, int atLeast, String file) {
        List<String> fields = List.of(text.strip().split("\\s+"));
        if (fields.size() >= atLeast) return fields;
        throw new IllegalArgumentException(file + ": fewer than " + atLeast + " fields: " + text);
    }

    private static long number(String digits, String file) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(file + ": not a number: " + digits, e);
        }
    }
}
