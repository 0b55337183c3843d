package dev.homeport.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

class HeadersTest {
    private static final Headers FIELDS = Headers.of("Accept", "a", "X", "1", "accept", "b");

    @Test
    void namesCompareWithoutCase() {
        assertEquals(Optional.of("a"), FIELDS.first("ACCEPT"));
        assertEquals(List.of("a", "b"), FIELDS.all("aCCept"));
        assertEquals("a, b", FIELDS.joined("accept"));
        assertTrue(FIELDS.contains("x"));
        assertFalse(FIELDS.contains("y"));
        assertEquals("", FIELDS.joined("y"));
    }

    @Test
    void keepsOrderAndCase() {
        assertEquals(List.of("Accept", "X", "accept"), FIELDS.names());
        assertEquals("Accept: a\nX: 1\naccept: b\n", FIELDS.toString());
        assertEquals(3, FIELDS.size());
    }

    @Test
    void changesAreCopies() {
        assertEquals("Accept: a\nX: 1\naccept: b\nY: 2\n", FIELDS.and("Y", "2").toString());
        assertEquals("X: 1\nAccept: c\n", FIELDS.with("Accept", "c").toString());
        assertEquals("X: 1\n", FIELDS.without("accept").toString());
        assertEquals("X: 1\nX: 1\n", Headers.of("X", "1").and(Headers.of("X", "1")).toString());
        assertEquals(3, FIELDS.size());
    }

    @Test
    void equalFieldsAreEqual() {
        assertEquals(Headers.of("a", "b"), Headers.none().and("a", "b"));
        assertEquals(Headers.of("a", "b").hashCode(), Headers.none().and("a", "b").hashCode());
        assertNotEquals(Headers.of("a", "b"), Headers.of("a", "c"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a:", "a\r", "é", "a\u0000", "(a)", "\u0100"})
    void refusesIllegalNames(String name) {
        assertThrows(IllegalArgumentException.class, () -> Headers.of(name, "x"));
        assertThrows(IllegalArgumentException.class, () -> Headers.none().and(name, "x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nSet-Cookie: b", "a\n", "\u0000", "\u0007", "\u007f", "€"})
    void refusesIllegalValues(String value) {
        assertThrows(IllegalArgumentException.class, () -> Headers.of("x", value));
        assertThrows(IllegalArgumentException.class, () -> Headers.none().with("x", value));
    }

    @Test
    void refusesANameWithoutValue() {
        assertThrows(IllegalArgumentException.class, () -> Headers.of("x"));
    }

    @Test
    void onlyKeptFieldsHaveAPlace() {
        Headers kept = FIELDS.kept();
        assertNull(FIELDS.place());
        assertNotNull(kept.place());
        assertEquals(FIELDS, kept);
        assertNull(kept.and("Y", "2").place());
        assertNull(kept.without("X").place());
    }

    @Test
    void anOwnerFindsItsOwn() {
        Kept place = Objects.requireNonNull(FIELDS.kept().place());
        Object one = new Object();
        Object two = new Object();
        assertNull(place.get(one));
        place.put(one, "1");
        place.put(two, "2");
        place.put(one, "3");
        assertEquals("3", place.get(one));
        assertEquals("2", place.get(two));
        for (int i = 0; i < 1000; i++) place.put(new Object(), "x");
        place.put(two, "4");
        assertEquals("4", place.get(two));
    }

    @Test
    void addsOnlyTheFieldsThatAreMissing() {
        Headers own = Headers.of("a", "1", "B", "2");
        Headers others = Headers.of("b", "3", "c", "4", "c", "5", "A", "6");
        assertEquals(Headers.of("a", "1", "B", "2", "c", "4", "c", "5"), own.andMissing(others));
        assertSame(own, own.andMissing(Headers.of("b", "3")));
        assertSame(own, own.andMissing(Headers.none()));
        assertEquals(others, Headers.none().andMissing(others));
    }

    @Test
    void joinsTheLinesOfAList() {
        Headers fields = Headers.of("a", "1", "b", "2", "A", "", "a", "3");
        assertEquals("1, , 3", fields.joined("a"));
        assertEquals("2", fields.joined("b"));
        assertEquals("", fields.joined("c"));
    }
}
