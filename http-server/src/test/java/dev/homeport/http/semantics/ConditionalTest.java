package dev.homeport.http.semantics;

import static dev.homeport.http.semantics.Conditional.Outcome.FAILED;
import static dev.homeport.http.semantics.Conditional.Outcome.NOT_MODIFIED;
import static dev.homeport.http.semantics.Conditional.Outcome.PROCEED;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.homeport.http.Headers;
import dev.homeport.http.semantics.Conditional.Outcome;
import dev.homeport.http.semantics.Conditional.Validators;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The representation has the tag "a" and changed on Sun, 06 Nov 1994 08:49:37 GMT. */
class ConditionalTest {
    private static final long MODIFIED = 784111777;
    private static final Validators CURRENT = new Validators(EntityTag.strong("a"), MODIFIED);
    private static final String SAME = "Sun, 06 Nov 1994 08:49:37 GMT";
    private static final String EARLIER = "Sun, 06 Nov 1994 08:49:36 GMT";
    private static final String LATER = "Sun, 06 Nov 1994 08:49:38 GMT";

    private static Outcome get(String... fields) {
        return evaluate("GET", fields);
    }

    private static Outcome evaluate(String method, String... fields) {
        return Conditional.evaluate(method, Headers.of(fields), CURRENT, MODIFIED + 3600);
    }

    @Test
    void withoutPreconditionsTheRequestProceeds() {
        assertEquals(PROCEED, get());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"a\"|PROCEED",
                "*|PROCEED",
                "\"b\", \"a\"|PROCEED",
                "\"b\"|FAILED",
                "W/\"a\"|FAILED",
                "a|FAILED",
                "\"a|FAILED",
                "*, \"a\"|FAILED",
            })
    void ifMatchComparesStrongly(String field, Outcome outcome) {
        assertEquals(outcome, get("if-match", field));
        assertEquals(outcome, evaluate("PUT", "If-Match", field));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"a\"|NOT_MODIFIED",
                "W/\"a\"|NOT_MODIFIED",
                "*|NOT_MODIFIED",
                "\"b\",W/\"a\"|NOT_MODIFIED",
                ", \"a\",|NOT_MODIFIED",
                "\"b\"|PROCEED",
                "\"A\"|PROCEED",
                "a|PROCEED",
                "w/\"a\"|PROCEED",
                "\"a\" \"a\"|PROCEED",
            })
    void ifNoneMatchComparesWeakly(String field, Outcome outcome) {
        assertEquals(outcome, get("if-none-match", field));
        assertEquals(outcome, evaluate("HEAD", "if-none-match", field));
        assertEquals(
                outcome == NOT_MODIFIED ? FAILED : outcome,
                evaluate("PUT", "if-none-match", field));
    }

    @Test
    void severalLinesAreOneList() {
        assertEquals(NOT_MODIFIED, get("if-none-match", "\"b\"", "if-none-match", "\"a\""));
    }

    @Test
    void ifModifiedSinceComparesDates() {
        assertEquals(NOT_MODIFIED, get("if-modified-since", SAME));
        assertEquals(NOT_MODIFIED, get("if-modified-since", LATER));
        assertEquals(PROCEED, get("if-modified-since", EARLIER));
        assertEquals(PROCEED, get("if-modified-since", "yesterday"));
        assertEquals(PROCEED, get("if-modified-since", SAME, "if-modified-since", SAME));
        assertEquals(PROCEED, evaluate("POST", "if-modified-since", SAME));
    }

    @Test
    void ifUnmodifiedSinceComparesDates() {
        assertEquals(PROCEED, get("if-unmodified-since", SAME));
        assertEquals(PROCEED, get("if-unmodified-since", LATER));
        assertEquals(FAILED, get("if-unmodified-since", EARLIER));
        assertEquals(PROCEED, get("if-unmodified-since", "never"));
    }

    @Test
    void tagsWinOverDates() {
        assertEquals(PROCEED, get("if-match", "\"a\"", "if-unmodified-since", EARLIER));
        assertEquals(PROCEED, get("if-none-match", "\"b\"", "if-modified-since", SAME));
        assertEquals(NOT_MODIFIED, get("if-none-match", "\"a\"", "if-modified-since", EARLIER));
    }

    @Test
    void ifMatchIsDecidedBeforeIfNoneMatch() {
        assertEquals(FAILED, get("if-match", "\"b\"", "if-none-match", "\"a\""));
        assertEquals(NOT_MODIFIED, get("if-match", "\"a\"", "if-none-match", "\"a\""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"a\"|true",
                "W/\"a\"|false",
                "\"b\"|false",
                SAME + "|true",
                EARLIER + "|false",
                LATER + "|false",
                "a|false",
            })
    void ifRangeWantsTheVeryRepresentation(String field, boolean allowed) {
        Headers request = Headers.of("if-range", field);
        assertEquals(allowed, Conditional.allowsRange(request, CURRENT, MODIFIED + 60));
    }

    @Test
    void aDateOfThisMinuteIsNoStrongValidator() {
        Headers request = Headers.of("if-range", SAME);
        assertEquals(false, Conditional.allowsRange(request, CURRENT, MODIFIED + 59));
    }
}
