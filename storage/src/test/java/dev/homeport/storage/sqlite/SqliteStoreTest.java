package dev.homeport.storage.sqlite;

import dev.homeport.storage.Collection;
import dev.homeport.storage.Store;
import dev.homeport.storage.StoreContract;
import dev.homeport.storage.StoreLimits;
import dev.homeport.storage.StoreProblem;

import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

class SqliteStoreTest extends StoreContract {
    @TempDir Path directory;

    @Override
    protected Store open(StoreLimits limits, List<Collection> collections) throws StoreProblem {
        return SqliteStore.open(
                StoreConfig.of(directory.resolve("data")).withLimits(limits),
                collections,
                List.of());
    }
}
