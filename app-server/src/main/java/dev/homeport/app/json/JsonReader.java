package dev.homeport.app.json;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON texts, strictly: UTF-8 only, no member twice, nothing behind the value, no half of a
 * surrogate pair, within {@link JsonLimits}. Thread-safe.
 */
public final class JsonReader {
    private static final JsonReader STORED = new JsonReader(JsonLimits.STORED);

    private final JsonLimits limits;
    private final JsonFactory factory;

    /** What came of reading: a value, or why there is none. */
    public sealed interface Reading {
        /** The text was JSON. */
        record Value(Json json) implements Reading {}

        /** The text was not; {@code why} says what and where, without quoting it. */
        record Malformed(String why) implements Reading {}
    }

    public JsonReader(JsonLimits limits) {
        this.limits = limits;
        this.factory =
                JsonFactory.builder()
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                        .streamReadConstraints(constraints(limits))
                        .build();
    }

    private static StreamReadConstraints constraints(JsonLimits limits) {
        return StreamReadConstraints.builder()
                .maxDocumentLength(limits.bytesMax())
                .maxStringLength(limits.bytesMax())
                .maxNestingDepth(limits.depthMax())
                .maxNameLength(limits.nameCharactersMax())
                .maxNumberLength(limits.numberCharactersMax())
                .build();
    }

    /** Reads the whole of {@code bytes} as one JSON text; never throws, whatever they are. */
    public Reading read(byte[] bytes) {
        if (bytes.length > limits.bytesMax()) {
            return new Reading.Malformed("the text is longer than " + limits.bytesMax() + " bytes");
        }
        try {
            // RFC 8259 8.1: UTF-8, and nothing else, is exchanged between systems.
            CharBuffer text =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT)
                            .decode(ByteBuffer.wrap(bytes));
            return new Reading.Value(parse(text.toString()));
        } catch (CharacterCodingException e) {
            return new Reading.Malformed("the text is not UTF-8");
        } catch (JacksonException e) {
            return new Reading.Malformed(describe(e));
        }
    }

    /**
     * Reads an object we wrote ourselves, such as the body of a stored document.
     *
     * @throws IllegalStateException when it is none
     */
    public static Json.Obj stored(String text) {
        try {
            if (STORED.parse(text) instanceof Json.Obj object) return object;
        } catch (JacksonException e) {
            throw new IllegalStateException("a stored document is not JSON", e);
        }
        throw new IllegalStateException("a stored document is not an object");
    }

    private Json parse(String text) {
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() == null) throw refuse(parser, "the text is empty");
            Json value = value(parser);
            if (parser.nextToken() != null) throw refuse(parser, "something follows the value");
            return value;
        }
    }

    /** Recursion is bounded: the parser itself refuses what nests deeper than the limit. */
    private static Json value(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> new Json.Text(wellFormed(parser, parser.getString()));
            case VALUE_NUMBER_INT -> whole(parser);
            case VALUE_NUMBER_FLOAT -> new Json.Decimal(parser.getDecimalValue());
            case VALUE_TRUE -> new Json.Bool(true);
            case VALUE_FALSE -> new Json.Bool(false);
            case VALUE_NULL -> new Json.Null();
            default -> throw refuse(parser, "a value is missing");
        };
    }

    private static Json object(JsonParser parser) {
        Map<String, Json> members = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = wellFormed(parser, parser.currentName());
            parser.nextToken();
            members.put(name, value(parser));
        }
        return new Json.Obj(members);
    }

    private static Json array(JsonParser parser) {
        List<Json> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) items.add(value(parser));
        return new Json.Arr(items);
    }

    private static Json whole(JsonParser parser) {
        return switch (parser.getNumberType()) {
            case INT, LONG -> new Json.Whole(parser.getLongValue());
            default -> new Json.Decimal(parser.getDecimalValue());
        };
    }

    /** RFC 8259 8.2: half of a surrogate pair has no encoding in UTF-8. */
    private static String wellFormed(JsonParser parser, String text) {
        // Plain loop: a stream here took a twentieth of a page's CPU time.
        int i = 0;
        while (i < text.length()) {
            if (Character.isSurrogate(text.charAt(i++))) {
                boolean pair =
                        i < text.length()
                                && Character.isSurrogatePair(text.charAt(i - 1), text.charAt(i));
                if (!pair) throw refuse(parser, "half of a surrogate pair");
                i++;
            }
        }
        return text;
    }

    private static JacksonException refuse(JsonParser parser, String why) {
        return new tools.jackson.core.exc.StreamReadException(parser, why);
    }

    private static String describe(JacksonException problem) {
        TokenStreamLocation where = problem.getLocation();
        String place =
                where == null
                        ? ""
                        : " at line " + where.getLineNr() + ", column " + where.getColumnNr();
        return "not strict JSON"
                + place
                + ": "
                + problem.getOriginalMessage().lines().findFirst().orElse("");
    }
}
