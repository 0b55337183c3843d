package dev.homeport.benchmarks.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One server that takes part, and how it is configured and started. */
public sealed interface Contestant permits Nsd, Knot, Nginx, Homeport {
    /** Its name in the tables and on the command line. */
    String name();

    /** What it can be asked in. */
    Set<Protocol> protocols();

    /**
     * Writes its configuration.
     *
     * @param folder empty, its own
     * @return the command that starts it in the foreground
     * @throws IOException if a file cannot be written
     */
    List<String> prepare(Content content, Path folder, Ports ports) throws IOException;

    /** The command that prints its version. */
    List<String> versionCommand();

    /** Variables of its environment beside those of this program. */
    default Map<String, String> environment() {
        return Map.of();
    }
}
