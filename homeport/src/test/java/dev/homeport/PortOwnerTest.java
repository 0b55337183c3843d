package dev.homeport;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Who holds a taken port, read from a copy of what Linux shows. */
class PortOwnerTest {
    private static final String HEAD =
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid"
                    + "  timeout inode\n";

    @TempDir Path proc;

    @BeforeEach
    void oneServerOnPort8080() throws Exception {
        Files.createDirectories(proc.resolve("net"));
        Files.writeString(
                proc.resolve("net/tcp"),
                HEAD
                        + "   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000"
                        + " 00000000     0        0 4711 1 0000000000000000 100 0 0 10 0\n");
        process(41, "bash", "/dev/null");
        process(42, "nginx", "socket:[4711]");
    }

    @Test
    void theProgramIsNamedWithItsProcess() {
        assertEquals(Optional.of("nginx (process 42)"), PortOwner.find(proc, 8080));
    }

    @Test
    void aFreePortHasNoOwner() {
        assertEquals(Optional.empty(), PortOwner.find(proc, 8081));
    }

    @Test
    void aSystemThatDoesNotTellIsNoProblem() {
        assertEquals(Optional.empty(), PortOwner.find(proc.resolve("missing"), 8080));
    }

    private void process(int id, String name, String file) throws Exception {
        Path folder = Files.createDirectories(proc.resolve(id + "/fd"));
        Files.writeString(proc.resolve(id + "/comm"), name + "\n");
        Files.createSymbolicLink(folder.resolve("3"), Path.of(file));
    }
}
