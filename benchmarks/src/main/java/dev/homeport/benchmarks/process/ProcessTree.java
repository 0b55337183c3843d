package dev.homeport.benchmarks.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A process and all that descend from it, as {@code /proc} shows them. What ends while it is read
 * is left out.
 */
public final class ProcessTree {
    private final ProcessHandle root;

    ProcessTree(ProcessHandle root) {
        this.root = root;
    }

    /** Time on a core of every thread so far. */
    public CpuReading cpu() {
        Map<Long, Long> nanos = new HashMap<>();
        for (long process : processes()) {
            for (Path thread : entries(Path.of("/proc", Long.toString(process), "task"))) {
                long id = Long.parseLong(String.valueOf(thread.getFileName()));
                read(thread.resolve("schedstat"))
                        .ifPresent(text -> nanos.put(id, ProcText.schedstatNanos(text)));
            }
        }
        return new CpuReading(nanos);
    }

    /** Resident memory of all together. */
    public Memory memory() {
        Memory sum = Memory.NONE;
        for (long process : processes()) {
            Path file = Path.of("/proc", Long.toString(process), "smaps_rollup");
            sum = sum.plus(read(file).map(ProcText::smapsRollup).orElse(Memory.NONE));
        }
        return sum;
    }

    private List<Long> processes() {
        return Stream.concat(Stream.of(root), root.descendants()).map(ProcessHandle::pid).toList();
    }

    private static List<Path> entries(Path folder) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            List<Path> all = new ArrayList<>();
            entries.forEach(all::add);
            return all;
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    private static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            // A process that ends between open and read gives "no such process" as a plain error.
            if (Files.notExists(file)) return Optional.empty();
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
