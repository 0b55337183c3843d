package dev.homeport.storage.memory;

import dev.homeport.storage.EditionContract;
import dev.homeport.storage.FeedContract;
import dev.homeport.storage.IsolationContract;
import dev.homeport.storage.LimitsContract;
import dev.homeport.storage.ModelContract;
import dev.homeport.storage.ScanContract;
import dev.homeport.storage.StoreContract;
import dev.homeport.storage.StoreProblem;

import org.junit.jupiter.api.Nested;

/** The contract of a store, kept in memory. */
class MemoryStoreTest {
    @Nested
    class Transactions extends StoreContract {
        Transactions() throws StoreProblem {
            super(MemoryStore::open);
        }
    }

    @Nested
    class Scans extends ScanContract {
        Scans() throws StoreProblem {
            super(MemoryStore::open);
        }
    }

    @Nested
    class Isolation extends IsolationContract {
        Isolation() throws StoreProblem {
            super(MemoryStore::open);
        }
    }

    @Nested
    class Limits extends LimitsContract {
        Limits() throws StoreProblem {
            super(MemoryStore::open);
        }
    }

    @Nested
    class Feed extends FeedContract {
        Feed() throws StoreProblem {
            super(MemoryStore::open);
        }
    }

    @Nested
    class Model extends ModelContract {
        Model() throws StoreProblem {
            super(MemoryStore::open);
        }
    }

    @Nested
    class Editions extends EditionContract {
        Editions() throws StoreProblem {
            super(MemoryStore::open);
        }
    }
}
