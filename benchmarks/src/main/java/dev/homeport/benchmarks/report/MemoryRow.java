package dev.homeport.benchmarks.report;

import dev.homeport.benchmarks.process.Memory;

/**
 * Memory of one server.
 *
 * @param atRest some seconds after its start and first answer
 * @param afterLoad after all loads that were asked for
 */
public record MemoryRow(String server, Memory atRest, Memory afterLoad) {}
