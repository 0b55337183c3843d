package dev.homeport.storage;

import static dev.homeport.storage.OpenStore.BOOKS;
import static dev.homeport.storage.OpenStore.NOTES;
import static dev.homeport.storage.OpenStore.book;
import static dev.homeport.storage.Refusal.assertRefused;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;

/** What every store refuses, at its bounds and one past them. */
public abstract class LimitsContract {
    private static final StoreLimits LIMITS =
            StoreLimits.DEFAULT
                    .withBody(2000, 3)
                    .withTransaction(4, Duration.ofSeconds(10))
                    .withKept(5, 1 << 20);

    private final Store store;

    protected LimitsContract(OpenStore open) throws StoreProblem {
        store = open.with(LIMITS);
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    private Document note(String id, String json) throws StoreProblem {
        return store.write(tx -> tx.insert(NOTES, id, json));
    }

    private static String sized(int bytes) {
        return "{\"a\":\"%s\"}".formatted("x".repeat(bytes - 8));
    }

    @Test
    void idIsBounded() throws StoreProblem {
        assertEquals(256, note("é".repeat(128), "{}").id().length() * 2);
        assertRefused(
                StoreProblem.Invalid.class,
                () -> note("x" + "é".repeat(128), "{}"),
                "notes",
                "256");
        assertRefused(StoreProblem.Invalid.class, () -> note("", "{}"), "notes");
        assertRefused(StoreProblem.Invalid.class, () -> note("a\0b", "{}"), "NUL");
        assertRefused(StoreProblem.Invalid.class, () -> note("a\ud834", "{}"), "notes");
    }

    @Test
    void bodyIsBounded() throws StoreProblem {
        assertEquals(2000, note("at", sized(2000)).json().length());
        assertRefused(
                StoreProblem.Invalid.class, () -> note("past", sized(2001)), "notes/past", "2000");
        // The bound is one of bytes: the snowman takes three.
        assertRefused(
                StoreProblem.Invalid.class,
                () -> note("past", sized(1999).replaceFirst("x", "☃")),
                "2001 bytes, the bound");
    }

    @Test
    void depthIsBounded() throws StoreProblem {
        note("at", "{\"a\":[{}]}");
        assertRefused(
                StoreProblem.Invalid.class, () -> note("past", "{\"a\":[[{}]]}"), "notes/past");
    }

    @Test
    void indexedTextIsBounded() throws StoreProblem {
        store.write(tx -> tx.insert(BOOKS, "at", book("a".repeat(1024), 1)));
        assertRefused(
                StoreProblem.Invalid.class,
                () -> store.write(tx -> tx.insert(BOOKS, "past", book("a".repeat(1025), 1))),
                "books/past",
                "author",
                "1024");
    }

    @Test
    void transactionIsBounded() throws StoreProblem {
        store.write(tx -> writes(tx, "at", 4));
        assertRefused(
                StoreProblem.Invalid.class, () -> store.write(tx -> writes(tx, "past", 5)), "4");
        assertEquals(4, store.read(view -> view.count(NOTES)).intValue());
    }

    private static boolean writes(Tx tx, String name, int count) throws StoreProblem {
        for (int i = 0; i < count; i++) tx.insert(NOTES, name + i, "{}");
        return true;
    }

    @Test
    void scanAndFeedAreBounded() throws StoreProblem {
        assertEquals(1000, Scan.byId(1000).limit());
        assertThrows(IllegalArgumentException.class, () -> Scan.byId(1001));
        assertThrows(IllegalArgumentException.class, () -> Scan.byId(0));
        assertEquals(0, store.changesAfter(0, 10_000).size());
        assertThrows(IllegalArgumentException.class, () -> store.changesAfter(0, 10_001));
        assertThrows(IllegalArgumentException.class, () -> store.changesAfter(0, 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "\"a\"",
                "1",
                "{",
                "{}}",
                "{} {}",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":01}",
                "{\"a\":NaN}",
                "{\"a\":1}x",
                "{\"a\":\"\u0001\"}",
                "{\"a\":1,\"a\":2}",
                "{\"o\":{\"a\":1,\"a\":1}}",
                "{}\0",
                "{/* */}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\ud834\"}",
                "\ufeff[]"
            })
    void bodyThatIsNotOneJsonObjectIsRefused(String json) throws StoreProblem {
        assertRefused(StoreProblem.Invalid.class, () -> note("n", json), "notes/n: ");
        assertEquals(0, store.facts().sequence());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"year\":1}",
                "{\"author\":null,\"year\":1}",
                "{\"author\":5,\"year\":1}",
                "{\"author\":[\"x\"],\"year\":1}",
                "{\"author\":{\"author\":\"x\"},\"year\":1}",
                "{\"author\":\"\\u0000\",\"year\":1}",
                "{\"author\":\"\\ud834\",\"year\":1}"
            })
    void memberThatDoesNotFitItsIndexIsRefused(String json) {
        assertRefused(
                StoreProblem.Invalid.class,
                () -> store.write(tx -> tx.insert(BOOKS, "b", json)),
                "books/b: member author");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"null", "\"1\"", "1.0", "1e3", "9223372036854775808", "[1]", "true", "{}"})
    void valueThatIsNotAnIntegerIsRefused(String value) {
        String json = "{\"author\":\"x\",\"year\":%s}".formatted(value);
        assertRefused(
                StoreProblem.Invalid.class,
                () -> store.write(tx -> tx.insert(BOOKS, "b", json)),
                "books/b: member year");
    }

    @Test
    void refusedUpdateLeavesTheDocument() throws StoreProblem {
        store.write(tx -> tx.insert(BOOKS, "b", book("x", 1)));
        assertRefused(
                StoreProblem.Invalid.class,
                () -> store.write(tx -> tx.update(BOOKS, "b", 1, "{}")),
                "missing");
        assertEquals(1, store.read(view -> view.get(BOOKS, "b")).orElseThrow().version());
    }
}
