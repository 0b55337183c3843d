package dev.homeport.storage.sqlite;

import dev.homeport.storage.StoreLimits;
import dev.homeport.storage.StoreObserver;

import java.nio.file.Path;

/**
 * Where a store lies and what it may use.
 *
 * @param directory the data directory; created where it is missing
 * @param limits the bounds
 * @param readersMax how many reads go on at once; further ones wait their turn
 * @param cacheBytes memory the writer and the readers share for pages of the file
 * @param observer is told what the store did
 */
public record StoreConfig(
        Path directory,
        StoreLimits limits,
        int readersMax,
        int cacheBytes,
        StoreObserver observer) {

    public StoreConfig {
        if (readersMax < 1 || readersMax > 1024) {
            throw new IllegalArgumentException("1 to 1024 readers: " + readersMax);
        }
        if (cacheBytes < 0) throw new IllegalArgumentException("cacheBytes: " + cacheBytes);
    }

    /** The usual configuration of a store in {@code directory}. */
    public static StoreConfig of(Path directory) {
        return new StoreConfig(directory, StoreLimits.DEFAULT, 8, 64 << 20, StoreObserver.NONE);
    }

    /** This configuration with other bounds. */
    public StoreConfig withLimits(StoreLimits other) {
        return new StoreConfig(directory, other, readersMax, cacheBytes, observer);
    }

    /** This configuration with another number of readers. */
    public StoreConfig withReaders(int max) {
        return new StoreConfig(directory, limits, max, cacheBytes, observer);
    }

    /** This configuration with another observer. */
    public StoreConfig withObserver(StoreObserver other) {
        return new StoreConfig(directory, limits, readersMax, cacheBytes, other);
    }

    /** The share of the memory one connection gets. */
    int connectionCacheBytes() {
        return cacheBytes / (readersMax + 1);
    }
}
