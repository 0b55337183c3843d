package dev.homeport.benchmarks;

import dev.homeport.benchmarks.load.Load;
import dev.homeport.benchmarks.server.Running;

import java.util.List;

/**
 * One table to be: a load, and the servers that are put under it.
 *
 * @param title what is asked
 * @param unit what is counted
 */
record LoadCase(String title, String unit, Load load, List<Running> servers) {
    LoadCase {
        servers = List.copyOf(servers);
    }
}
