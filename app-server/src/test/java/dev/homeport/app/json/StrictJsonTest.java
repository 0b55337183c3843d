package dev.homeport.app.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.homeport.app.json.JsonReader.Reading;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

class StrictJsonTest {
    private static final JsonReader READER = new JsonReader(JsonLimits.DEFAULT);

    private static Json value(String text) {
        return assertInstanceOf(Reading.Value.class, READER.read(text.getBytes(UTF_8)), text)
                .json();
    }

    private static String refusal(byte[] bytes) {
        return assertInstanceOf(Reading.Malformed.class, READER.read(bytes)).why();
    }

    @Test
    void readsEveryKindOfValue() {
        Json.Obj object =
                (Json.Obj) value("{\"a\":[1,-2.5,\"é\\u00e9\\uD83D\\uDE00\",true,null],\"b\":{}}");
        Json.Arr items = (Json.Arr) object.find("a").orElseThrow();
        assertEquals(new Json.Whole(1), items.items().get(0));
        assertEquals(new Json.Decimal(new BigDecimal("-2.5")), items.items().get(1));
        assertEquals(new Json.Text("éé😀"), items.items().get(2));
        assertEquals(new Json.Bool(true), items.items().get(3));
        assertEquals(new Json.Null(), items.items().get(4));
        assertEquals(Json.object(), object.find("b").orElseThrow());
    }

    @Test
    void keepsWholeNumbersOf64BitsAndNoMore() {
        assertEquals(new Json.Whole(Long.MAX_VALUE), value("9223372036854775807"));
        assertInstanceOf(Json.Decimal.class, value("9223372036854775808"));
        assertInstanceOf(Json.Decimal.class, value("1e2"));
        assertInstanceOf(Json.Decimal.class, value("1.0"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "{", "[1,]", "{\"a\":1,}", "{\"a\":1,\"a\":2}", "{a:1}", "{'a':1}", "01",
                "+1", ".5", "1.", "NaN", "Infinity", "1 2", "{} x", "// c\n1", "\"a\nb\"",
                "\"\\x\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "{\"\\ud800\":1}", "nul", "\"open"
            })
    void refusesWhatIsNotStrict(String text) {
        assertFalse(refusal(text.getBytes(UTF_8)).isBlank());
    }

    @Test
    void refusesOtherEncodings() {
        assertEquals("the text is not UTF-8", refusal("\"é\"".getBytes(ISO_8859_1)));
        refusal("{\"a\":1}".getBytes(UTF_16));
        refusal(new byte[] {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'});
        refusal(new byte[] {'"', (byte) 0xc0, (byte) 0xaf, '"'});
    }

    @Test
    void doesNotQuoteWhatItRefuses() {
        assertFalse(refusal("{\"a\": sesame}".getBytes(UTF_8)).contains("{\"a\""));
    }

    @Test
    void nestsToTheLimitAndNoDeeper() {
        int most = JsonLimits.DEFAULT.depthMax();
        value("[".repeat(most) + "]".repeat(most));
        refusal(("[".repeat(most + 1) + "]".repeat(most + 1)).getBytes(UTF_8));
    }

    @Test
    void readsToTheLimitOfBytesAndNoFurther() {
        int most = JsonLimits.DEFAULT.bytesMax();
        value('"' + "x".repeat(most - 2) + '"');
        refusal(('"' + "x".repeat(most - 1) + '"').getBytes(UTF_8));
    }

    @Test
    void limitsNumbersAndNames() {
        int digits = JsonLimits.DEFAULT.numberCharactersMax();
        value("1".repeat(digits));
        refusal("1".repeat(digits + 1).getBytes(UTF_8));
        int name = JsonLimits.DEFAULT.nameCharactersMax();
        value("{\"" + "n".repeat(name) + "\":1}");
        refusal(("{\"" + "n".repeat(name + 1) + "\":1}").getBytes(UTF_8));
    }

    @Test
    void readsBackWhatItWrites() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 500; round++) {
            Json json = random(random, 4);
            assertEquals(json, value(JsonWriter.write(json)), "seed " + seed + " round " + round);
        }
    }

    private static Json random(SplittableRandom random, int depth) {
        return switch (random.nextInt(depth == 0 ? 4 : 6)) {
            case 0 -> new Json.Whole(random.nextLong());
            case 1 -> new Json.Bool(random.nextBoolean());
            case 2 -> new Json.Null();
            case 3 -> new Json.Text(text(random));
            case 4 -> {
                List<Json> items = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) items.add(random(random, depth - 1));
                yield new Json.Arr(items);
            }
            default -> {
                Json.Obj object = Json.object();
                for (int i = random.nextInt(4); i > 0; i--) {
                    object = object.with(text(random), random(random, depth - 1));
                }
                yield object;
            }
        };
    }

    private static String text(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            int c = random.nextInt(0x800);
            text.appendCodePoint(random.nextInt(8) == 0 ? 0x1F600 + (c & 0xf) : c);
        }
        return text.toString();
    }

    @Test
    void saysWhenAStoredDocumentIsNone() {
        assertThrows(IllegalStateException.class, () -> JsonReader.stored("[]"));
        assertThrows(IllegalStateException.class, () -> JsonReader.stored("{"));
        Json.Obj object = JsonReader.stored("{\"a\":1,\"b\":\"x\"}");
        assertThrows(IllegalStateException.class, () -> object.requireText("a"));
        assertThrows(IllegalStateException.class, () -> object.requireWhole("b"));
        assertTrue(object.find("c").isEmpty());
    }
}
