package dev.homeport.app.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.homeport.app.json.Json;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;

class TextCheckTest {

    private static Map<String, List<String>> faults(String text, TextRule rule) {
        Check check = new Check();
        check.text("f", Optional.of(text), rule);
        return switch (check.finish(() -> text)) {
            case Checked.Valid<String> _ -> Map.of();
            case Checked.Faulty<String>(var faults) -> faults;
        };
    }

    @Test
    void countsCharactersToTheLimitAndNoFurther() {
        assertEquals(Map.of(), faults("😀".repeat(5), TextRule.line(5)));
        assertEquals(
                Map.of("f", List.of("has 6 characters; 5 is the most")),
                faults("😀".repeat(6), TextRule.line(5)));
        TextRule three = new TextRule(3, 9, TextRule.Lines.ONE);
        assertEquals(Map.of(), faults("abc", three));
        assertEquals(Map.of("f", List.of("is shorter than 3 characters")), faults("ab", three));
    }

    @Test
    void missesWhatIsBlank() {
        for (String blank : List.of("", "   ", "\t\r\n", "\u2003")) {
            assertEquals(Map.of("f", List.of("is needed")), faults(blank, TextRule.lines(9)));
        }
        assertEquals(Map.of(), faults("", new TextRule(0, 9, TextRule.Lines.ONE)));
    }

    @Test
    void refusesLineBreaksWhereOneLineIsAsked() {
        assertEquals(
                Map.of("f", List.of("has more than one line")), faults("a\r\nb", TextRule.line(9)));
        assertEquals(Map.of(), faults("a\r\nb", TextRule.lines(9)));
    }

    @Test
    void refusesControlsAndHalvesOfCharacters() {
        for (String odd : List.of("a\u0000b", "a\u001bb", "a\u0085b", "a\ud800b", "a\uffffb")) {
            assertEquals(
                    Map.of("f", List.of("has a control character or half of a character")),
                    faults(odd, TextRule.lines(9)));
        }
    }

    @Test
    void tidiesWhiteSpaceAndLineBreaks() {
        String tidy = new Check().text("f", Optional.of("  a\r\nb\rc \n"), TextRule.lines(20));
        assertEquals("a\nb\nc", tidy);
    }

    @Test
    void tellsAllFaultsOfAllFieldsAtOnce() {
        Check check = new Check();
        Json.Obj entered = Json.object().with("n", "7").with("t", 7).with("zz", 1);
        check.onlyMembers(entered, "n", "t", "m");
        check.whole(entered, "n", 0, 9);
        check.text(entered, "t", TextRule.line(9));
        check.whole(entered, "m", 0, 9);
        check.whole(Json.object().with("big", 10), "big", 0, 9);
        check.whole(Json.object().with("small", -1), "small", 0, 9);
        Checked<String> result = check.finish(() -> "unused");
        assertEquals(
                Map.of(
                        "n", List.of("must be a whole number, not text"),
                        "t", List.of("must be text, not a whole number"),
                        "m", List.of("is needed"),
                        "zz", List.of("is not a member we know"),
                        "big", List.of("must be between 0 and 9"),
                        "small", List.of("must be between 0 and 9")),
                assertInstanceOf(Checked.Faulty.class, result).faults());
    }
}
