package dev.homeport.app.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.homeport.app.problem.Outcome;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

class FormReaderTest {
    private static final FormLimits SMALL = new FormLimits(100, 3, 4, 8);
    private static final FormReader READER = new FormReader(SMALL);

    private static Form form(String text) {
        return switch (READER.read(text.getBytes(ISO_8859_1))) {
            case Outcome.Good<Form>(Form form) -> form;
            case Outcome.Refused<Form>(var problem) -> throw new AssertionError(text + problem);
        };
    }

    private static int refusal(String text) {
        Outcome<Form> outcome = READER.read(text.getBytes(ISO_8859_1));
        return assertInstanceOf(Outcome.Refused.class, outcome, text).problem().status();
    }

    @Test
    void decodesWhatABrowserSends() {
        assertEquals(
                Map.of("a", List.of("1 2+3"), "b", List.of("é=&"), "c", List.of("")),
                form("a=1+2%2B3&b=%C3%A9=%26&c").fields());
    }

    @Test
    void keepsFieldsOfOneNameButGivesNoneOfThemAsTheOne() {
        Form form = form("a=1&a=2");
        assertEquals(List.of("1", "2"), form.fields().get("a"));
        assertEquals(Optional.empty(), form.find("a"));
        assertTrue(form.has("a"));
    }

    @Test
    void readsNothingAndEmptyPairsAsNoFields() {
        assertEquals(Map.of(), form("").fields());
        assertEquals(Map.of(), form("&&").fields());
        assertEquals(Map.of("", List.of("x")), form("=x").fields());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=%",
                "a=%4",
                "a=%zz",
                "a=%-1",
                "a=%+1",
                "%=a",
                "a=%C3",
                "a=%ED%A0%80",
                "a=%C0%AF",
                "a=\u00e9",
                "a=b\r\n",
                "a=\u0000",
                "a=\u007f",
                "a=%F4%90%80%80"
            })
    void refusesBrokenEscapesAndEncodings(String text) {
        assertEquals(400, refusal(text));
    }

    @Test
    void takesValuesNamesAndFieldsToTheLimitAndNoFurther() {
        form("abcd=12345678");
        assertEquals(400, refusal("abcd=123456789"));
        assertEquals(400, refusal("abcde=1"));
        form("a=%C3%A9%C3%A9%C3%A9%C3%A9");
        assertEquals(400, refusal("a=%C3%A9%C3%A9%C3%A9%C3%A91"));
        form("a&b&c");
        assertEquals(413, refusal("a&b&c&d"));
        form("&".repeat(100));
        assertEquals(413, refusal("&".repeat(101)));
    }

    @Test
    void readsBackWhatAnEncoderWrites() {
        FormReader reader = new FormReader(FormLimits.DEFAULT);
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 300; round++) {
            List<String> values = new ArrayList<>();
            StringBuilder sent = new StringBuilder();
            for (int i = random.nextInt(5); i >= 0; i--) {
                String value = text(random);
                values.add(value);
                sent.append(sent.isEmpty() ? "" : "&").append("v=");
                sent.append(URLEncoder.encode(value, UTF_8));
            }
            Outcome<Form> read = reader.read(sent.toString().getBytes(UTF_8));
            assertEquals(
                    Outcome.of(new Form(Map.of("v", values))), read, "seed " + seed + ": " + sent);
        }
    }

    private static String text(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(10); i > 0; i--) {
            text.appendCodePoint(random.nextInt(4) == 0 ? 0x1F600 : random.nextInt(0xD800));
        }
        return text.toString();
    }
}
