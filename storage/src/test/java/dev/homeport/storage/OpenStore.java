package dev.homeport.storage;

import java.util.List;

/** Opens empty stores of one engine for the contract tests, and what they put into them. */
@FunctionalInterface
public interface OpenStore {
    Collection BOOKS = Collection.of("books").text("author").integer("year");
    Collection NOTES = Collection.of("notes");

    Store open(StoreLimits limits, List<Collection> collections, List<Migration> migrations)
            throws StoreProblem;

    default Store with(StoreLimits limits) throws StoreProblem {
        return open(limits, List.of(BOOKS, NOTES), List.of());
    }

    static String book(String author, long year) {
        return "{\"author\":\"%s\",\"year\":%d}".formatted(author, year);
    }
}
