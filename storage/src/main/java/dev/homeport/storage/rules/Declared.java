package dev.homeport.storage.rules;

import dev.homeport.storage.Collection;
import dev.homeport.storage.Document;
import dev.homeport.storage.Migration;
import dev.homeport.storage.StoreLimits;
import dev.homeport.storage.StoreProblem;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks of declarations, and what to say of writes that do not fit. Stateless. */
public final class Declared {
    private Declared() {}

    /** Returns when no name is declared twice. */
    public static void requireDistinct(List<Collection> collections) {
        Set<String> names = new HashSet<>();
        for (Collection collection : collections) {
            if (!names.add(collection.name())) {
                throw new IllegalArgumentException(
                        "collection " + collection.name() + " is declared twice");
            }
            requireDistinctIndexes(collection);
        }
    }

    private static void requireDistinctIndexes(Collection collection) {
        Set<String> members = new HashSet<>();
        for (Collection.Index index : collection.indexes()) {
            if (!members.add(index.member())) {
                throw new IllegalArgumentException(
                        "collection %s declares the index %s twice"
                                .formatted(collection.name(), index.member()));
            }
        }
    }

    /** Returns when the numbers ascend. */
    public static void requireAscending(List<Migration> migrations) {
        int last = 0;
        for (Migration migration : migrations) {
            if (migration.number() <= last) {
                throw new IllegalArgumentException(
                        "migration %d stands behind %d: list them in the order of their numbers"
                                .formatted(migration.number(), last));
            }
            last = migration.number();
        }
    }

    /** What to say of a collection nobody declared. */
    public static StoreProblem unknown(String collection) {
        return new StoreProblem.Invalid(
                "collection " + collection + " is not declared: name it when the store is opened");
    }

    /** What to say of an insert under an id that is taken. */
    public static StoreProblem taken(Collection collection, String id) {
        return new StoreProblem.Conflict(
                "%s/%s exists already: read it and update it, or take another id"
                        .formatted(collection.name(), id));
    }

    /** What to say of a write that expected another version than the one present. */
    public static StoreProblem outrun(
            Collection collection, String id, long expected, Optional<Document> present) {
        String state =
                present.map(document -> "it is at version " + document.version() + " now")
                        .orElse("it is gone");
        return new StoreProblem.Conflict(
                "%s/%s: version %d was expected, %s: read it again and decide anew"
                        .formatted(collection.name(), id, expected, state));
    }

    /** What to say of a transaction with too many writes. */
    public static StoreProblem tooManyWrites(StoreLimits limits) {
        return new StoreProblem.Invalid(
                "a transaction has at most %d writes: split the work"
                        .formatted(limits.transactionWritesMax()));
    }
}
