package dev.homeport.storage.memory;

import dev.homeport.storage.Collection;
import dev.homeport.storage.Store;
import dev.homeport.storage.StoreContract;
import dev.homeport.storage.StoreLimits;
import dev.homeport.storage.StoreProblem;

import java.util.List;

class MemoryStoreTest extends StoreContract {
    @Override
    protected Store open(StoreLimits limits, List<Collection> collections) throws StoreProblem {
        return MemoryStore.open(limits, collections, List.of());
    }
}
