package dev.homeport.storage.sqlite;

import dev.homeport.storage.EditionContract;
import dev.homeport.storage.FeedContract;
import dev.homeport.storage.IsolationContract;
import dev.homeport.storage.LimitsContract;
import dev.homeport.storage.ModelContract;
import dev.homeport.storage.OpenStore;
import dev.homeport.storage.ScanContract;
import dev.homeport.storage.StoreContract;
import dev.homeport.storage.StoreProblem;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The contract of a store, kept in a file. */
class SqliteStoreTest {
    @TempDir static Path folder;

    private static OpenStore inNewFolders() {
        return (limits, collections, migrations) ->
                SqliteStore.open(
                        StoreConfig.of(newFolder()).withLimits(limits), collections, migrations);
    }

    private static Path newFolder() {
        try {
            return Files.createTempDirectory(folder, "data");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Nested
    class Transactions extends StoreContract {
        Transactions() throws StoreProblem {
            super(inNewFolders());
        }
    }

    @Nested
    class Scans extends ScanContract {
        Scans() throws StoreProblem {
            super(inNewFolders());
        }
    }

    @Nested
    class Isolation extends IsolationContract {
        Isolation() throws StoreProblem {
            super(inNewFolders());
        }
    }

    @Nested
    class Limits extends LimitsContract {
        Limits() throws StoreProblem {
            super(inNewFolders());
        }
    }

    @Nested
    class Feed extends FeedContract {
        Feed() throws StoreProblem {
            super(inNewFolders());
        }
    }

    @Nested
    class Model extends ModelContract {
        Model() throws StoreProblem {
            super(inNewFolders());
        }
    }

    @Nested
    class Editions extends EditionContract {
        Editions() throws StoreProblem {
            super(inNewFolders());
        }
    }
}
