package dev.homeport.storage;

import static dev.homeport.storage.OpenStore.BOOKS;
import static dev.homeport.storage.OpenStore.NOTES;
import static dev.homeport.storage.OpenStore.book;
import static dev.homeport.storage.Refusal.assertRefused;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What every store keeps to when documents are scanned. */
public abstract class ScanContract {
    private final Store store;

    protected ScanContract(OpenStore open) throws StoreProblem {
        store = open.with(StoreLimits.DEFAULT);
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    private void insert(String id, String author, long year) throws StoreProblem {
        store.write(tx -> tx.insert(BOOKS, id, book(author, year)));
    }

    private String ids(Scan scan) throws StoreProblem {
        return String.join(
                " ", store.read(v -> v.scan(BOOKS, scan)).stream().map(Document::id).toList());
    }

    /** The ids of all pages of {@code limit} documents. */
    private String pages(Scan scan) throws StoreProblem {
        var ids = new ArrayList<String>();
        Scan next = scan;
        for (int page = 0; page < 100; page++) {
            Scan current = next;
            List<Document> documents = store.read(view -> view.scan(BOOKS, current));
            documents.forEach(document -> ids.add(document.id()));
            if (documents.size() < scan.limit()) return String.join(" ", ids);
            next = scan.after(documents.getLast());
        }
        throw new AssertionError("the pages do not end");
    }

    private void someBooks() throws StoreProblem {
        insert("a", "Lem", 1961);
        insert("b", "Dick", 1968);
        insert("c", "Lem", 1968);
        insert("d", "Lem", 1974);
        insert("e", "Dick", -3);
    }

    @Test
    void documentsComeInTheOrderAskedFor() throws StoreProblem {
        someBooks();
        assertEquals("a b c d e", ids(Scan.byId(10)));
        assertEquals("e d c b a", ids(Scan.byId(10).descending()));
        assertEquals("b e a c d", ids(Scan.by("author", 10)));
        assertEquals("d c a e b", ids(Scan.by("author", 10).descending()));
        assertEquals("e a b c d", ids(Scan.by("year", 10)));
        assertEquals("d c b a e", ids(Scan.by("year", 10).descending()));
    }

    @Test
    void pagesJoinWithoutGapOrRepetitionOverEqualValues() throws StoreProblem {
        someBooks();
        for (int limit = 1; limit <= 6; limit++) {
            assertEquals("a b c d e", pages(Scan.byId(limit)));
            assertEquals("e d c b a", pages(Scan.byId(limit).descending()));
            assertEquals("b e a c d", pages(Scan.by("author", limit)));
            assertEquals("d c a e b", pages(Scan.by("author", limit).descending()));
            assertEquals("e a b c d", pages(Scan.by("year", limit)));
            assertEquals("d c b a e", pages(Scan.by("year", limit).descending()));
            assertEquals("a c d", pages(Scan.where("author", "Lem", limit)));
            assertEquals("d c a", pages(Scan.where("author", "Lem", limit).descending()));
            assertEquals("b c", pages(Scan.where("year", 1968L, limit)));
        }
    }

    @Test
    void pageGoesOnWhereTheDocumentWasThoughItIsGone() throws StoreProblem {
        someBooks();
        Document last = store.read(view -> view.scan(BOOKS, Scan.by("author", 2))).getLast();
        store.write(
                tx -> {
                    tx.delete(BOOKS, last.id(), last.version());
                    return true;
                });
        assertEquals("a c d", ids(Scan.by("author", 10).after(last)));
    }

    @Test
    void valueThatNobodyHasFindsNothing() throws StoreProblem {
        someBooks();
        assertEquals("", ids(Scan.where("author", "lem", 10)));
        assertEquals("", ids(Scan.where("year", 1969L, 10)));
        assertEquals("b c", ids(Scan.where("year", 1968, 10)));
    }

    @Test
    void updatedDocumentMovesInTheIndex() throws StoreProblem {
        someBooks();
        store.write(tx -> tx.update(BOOKS, "a", 1, book("Zelazny", 1)));
        assertEquals("b e c d a", ids(Scan.by("author", 10)));
        assertEquals("e a b c d", ids(Scan.by("year", 10)));
    }

    @Test
    void textIsOrderedByItsBytes() throws StoreProblem {
        // U+FF5E is one char and U+1D11E two, whose first is the smaller; as UTF-8 it is reversed.
        List<String> texts =
                List.of(
                        "", " ", "A", "Z", "a", "a\u0301", "a ", "b", "é", "ß", "я", "日", "\uff5e",
                        "𝄞", "😀");
        for (String text : texts) store.write(tx -> tx.insert(NOTES, "n" + text, "{}"));
        for (String text : texts) insert("b" + text, text, 0);
        var sorted = new ArrayList<>(texts);
        sorted.sort(Comparator.comparing(ScanContract::hexOfUtf8));
        var authors =
                store.read(v -> v.scan(BOOKS, Scan.by("author", 100))).stream()
                        .map(document -> document.id().substring(1))
                        .toList();
        assertEquals(sorted, authors);
        var ids =
                store.read(v -> v.scan(NOTES, Scan.byId(100))).stream()
                        .map(document -> document.id().substring(1))
                        .toList();
        assertEquals(sorted, ids);
    }

    private static String hexOfUtf8(String text) {
        byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return java.util.HexFormat.of().formatHex(bytes);
    }

    @Test
    void integersAreOrderedByValueToTheirEnds() throws StoreProblem {
        insert("max", "x", Long.MAX_VALUE);
        insert("min", "x", Long.MIN_VALUE);
        insert("ten", "x", 10);
        insert("nine", "x", 9);
        assertEquals("min nine ten max", pages(Scan.by("year", 1)));
    }

    @Test
    void scanThatDoesNotFitTheDeclarationIsRefused() {
        assertRefused(StoreProblem.Invalid.class, () -> ids(Scan.by("title", 1)), "books", "title");
        assertRefused(StoreProblem.Invalid.class, () -> ids(Scan.where("author", 5L, 1)), "author");
        assertRefused(StoreProblem.Invalid.class, () -> ids(Scan.where("year", "5", 1)), "year");
        var stranger = new Document("x", 1, "{\"author\":\"x\"}");
        assertRefused(
                StoreProblem.Invalid.class,
                () -> ids(Scan.by("year", 1).after(stranger)),
                "year is missing");
    }
}
