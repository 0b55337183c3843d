package dev.homeport.admin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a running program leaves in its data directory, so that other commands and tests find it
 * even where it was given any free port. A line each: {@code pid 42}, {@code dns 127.0.0.1:1053}.
 *
 * @param pid its process id
 * @param listeners the sockets it answers on
 */
public record RunFile(long pid, List<StatusReport.Listener> listeners) {
    private static final String FILE = "homeport.run";
    private static final String PID = "pid";

    public RunFile {
        listeners = List.copyOf(listeners);
    }

    /** Writes it below {@code directory}, whole or not at all. */
    public void write(Path directory) throws IOException {
        StringBuilder text = new StringBuilder(PID + " " + pid + "\n");
        for (StatusReport.Listener listener : listeners) {
            text.append(listener.protocol()).append(' ').append(listener.address()).append('\n');
        }
        Path fresh = directory.resolve(FILE + ".new");
        Files.writeString(fresh, text);
        Files.move(
                fresh,
                directory.resolve(FILE),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /** Removes it; a stopped program is not found any more. */
    public static void remove(Path directory) throws IOException {
        Files.deleteIfExists(directory.resolve(FILE));
    }

    /** What the program on {@code directory} left, if one runs or was killed there. */
    public static Optional<RunFile> find(Path directory) {
        try {
            return parse(Files.readAllLines(directory.resolve(FILE)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            System.getLogger(RunFile.class.getName())
                    .log(System.Logger.Level.WARNING, "event=run_file_unreadable " + e);
            return Optional.empty();
        }
    }

    private static Optional<RunFile> parse(List<String> lines) {
        long pid = -1;
        List<StatusReport.Listener> listeners = new ArrayList<>();
        for (String line : lines) {
            int blank = line.indexOf(' ');
            if (blank < 0) return Optional.empty();
            String word = line.substring(0, blank);
            String value = line.substring(blank + 1);
            if (!word.equals(PID)) listeners.add(new StatusReport.Listener(word, value));
            else if (value.matches("\\d{1,18}")) pid = Long.parseLong(value);
        }
        return pid < 0 ? Optional.empty() : Optional.of(new RunFile(pid, listeners));
    }

    /** The address of the listener that speaks {@code protocol}. */
    public Optional<String> address(String protocol) {
        return listeners.stream()
                .filter(listener -> listener.protocol().equals(protocol))
                .map(StatusReport.Listener::address)
                .findFirst();
    }
}
