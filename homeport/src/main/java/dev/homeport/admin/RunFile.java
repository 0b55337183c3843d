package dev.homeport.admin;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * What a running program leaves in its data directory, so that other commands and tests find it
 * even where it was given any free port.
 *
 * @param pid its process id
 * @param listeners the sockets it answers on
 */
public record RunFile(long pid, List<StatusReport.Listener> listeners) {
    private static final String FILE = "homeport.run.json";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    public RunFile {
        listeners = List.copyOf(listeners);
    }

    /** Writes it below {@code directory}, whole or not at all. */
    public void write(Path directory) throws IOException {
        Path fresh = directory.resolve(FILE + ".new");
        Files.writeString(fresh, JSON.writeValueAsString(this) + "\n");
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
            Path file = directory.resolve(FILE);
            if (!Files.exists(file)) return Optional.empty();
            return Optional.of(JSON.readValue(Files.readString(file), RunFile.class));
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        }
    }

    /** The address of the listener that speaks {@code protocol}. */
    public Optional<String> address(String protocol) {
        return listeners.stream()
                .filter(listener -> listener.protocol().equals(protocol))
                .map(StatusReport.Listener::address)
                .findFirst();
    }
}
