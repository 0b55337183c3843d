package dev.homeport.storage;

import java.util.Map;

/**
 * What a store says of itself, for status pages and metrics.
 *
 * @param engine the engine and its version, for instance {@code SQLite 3.54.1}
 * @param location where the data lies: a file path or a server's address
 * @param bytes how large it is on disk, write-ahead log included
 * @param sequence the sequence of the latest change
 * @param documents how many documents each collection holds
 */
public record StoreFacts(
        String engine, String location, long bytes, long sequence, Map<String, Long> documents) {

    public StoreFacts {
        documents = Map.copyOf(documents);
    }
}
