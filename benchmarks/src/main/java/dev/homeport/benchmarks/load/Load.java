package dev.homeport.benchmarks.load;

import dev.homeport.benchmarks.server.Ports;

import java.io.IOException;
import java.time.Duration;

/** A client tool with all that it is to ask, for any server. */
public interface Load {
    /** The tool's name. */
    String tool();

    /**
     * Asks as fast as the server answers.
     *
     * @throws IOException if the tool fails or prints something unknown
     */
    LoadResult run(Ports server, Duration duration) throws IOException;
}
