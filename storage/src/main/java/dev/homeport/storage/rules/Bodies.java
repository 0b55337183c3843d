package dev.homeport.storage.rules;

import dev.homeport.storage.Collection;
import dev.homeport.storage.Collection.Index;
import dev.homeport.storage.StoreLimits;
import dev.homeport.storage.StoreProblem;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Reads a document's body once, refuses what is not one bounded JSON object (RFC 8259), and takes
 * out the indexed values.
 *
 * <p>Total: for any string it returns the values or throws {@link StoreProblem.Invalid}. A member
 * that occurs twice is refused (RFC 8259 section 4 calls its meaning unpredictable). Thread-safe.
 */
public final class Bodies {
    private final StoreLimits limits;
    private final JsonFactory json;

    /** A reader that keeps to {@code limits}. */
    public Bodies(StoreLimits limits) {
        this.limits = limits;
        var constraints =
                StreamReadConstraints.builder()
                        .maxNestingDepth(limits.bodyDepthMax())
                        .maxStringLength(limits.bodyBytesMax())
                        .maxNameLength(limits.bodyBytesMax())
                        .build();
        this.json =
                JsonFactory.builder()
                        .streamReadConstraints(constraints)
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .build();
    }

    /** Returns when {@code id} can name a document of {@code collection}. */
    public void requireId(Collection collection, String id) throws StoreProblem {
        int bytes = Utf8.length(id);
        if (bytes < 1 || bytes > limits.idBytesMax() || id.indexOf('\0') >= 0) {
            throw new StoreProblem.Invalid(
                    "%s: an id has 1 to %d bytes of UTF-8 and no NUL character, this one is \"%s\""
                            .formatted(collection.name(), limits.idBytesMax(), shown(id)));
        }
    }

    /**
     * The indexed values of {@code body}, each a {@link String} or a {@link Long}, in the order of
     * the declaration.
     *
     * @throws StoreProblem.Invalid naming collection, id, member and remedy
     */
    public Object[] values(Collection collection, String id, String body) throws StoreProblem {
        var place = new Place(collection.name(), id);
        byte[] utf8 = encode(place, body);
        var values = new @Nullable Object[collection.indexes().size()];
        try (JsonParser parser = json.createParser(ObjectReadContext.empty(), utf8)) {
            readObject(place, collection.indexes(), parser, values);
        } catch (StreamConstraintsException e) {
            throw place.invalid(
                    "the body passes a bound (%s): split it or raise the bound"
                            .formatted(e.getOriginalMessage()));
        } catch (JacksonException e) {
            throw place.invalid(
                    "the body is not JSON (%s): send one JSON object"
                            .formatted(e.getOriginalMessage()));
        }
        return complete(place, collection.indexes(), values);
    }

    private byte[] encode(Place place, String body) throws StoreProblem {
        int bytes = Utf8.length(body);
        if (bytes == Utf8.ILL_FORMED) {
            throw place.invalid("the body has half a surrogate pair: send well-formed Unicode");
        }
        if (bytes > limits.bodyBytesMax()) {
            throw place.invalid(
                    "the body has %d bytes, the bound is %d: split it or keep large content in files"
                            .formatted(bytes, limits.bodyBytesMax()));
        }
        return body.getBytes(StandardCharsets.UTF_8);
    }

    private void readObject(
            Place place, List<Index> indexes, JsonParser parser, @Nullable Object[] values)
            throws StoreProblem {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw place.invalid("the body is not a JSON object: wrap it in { }");
        }
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            int at = position(indexes, parser.currentName());
            parser.nextToken();
            if (at >= 0) {
                values[at] = value(place, indexes.get(at), parser);
            }
            parser.skipChildren();
        }
        if (parser.nextToken() != null) {
            throw place.invalid("something follows the body's closing brace: send one JSON object");
        }
    }

    private static int position(List<Index> indexes, String member) {
        for (int i = 0; i < indexes.size(); i++) {
            if (indexes.get(i).member().equals(member)) return i;
        }
        return -1;
    }

    private Object value(Place place, Index index, JsonParser parser) throws StoreProblem {
        return switch (index.type()) {
            case TEXT -> text(place, index, parser);
            case INTEGER -> integer(place, index, parser);
        };
    }

    private Object text(Place place, Index index, JsonParser parser) throws StoreProblem {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw place.invalid("member %s must be a string".formatted(index.member()));
        }
        String text = parser.getString();
        requireIndexable(place, index, text);
        return text;
    }

    private void requireIndexable(Place place, Index index, String text) throws StoreProblem {
        int bytes = Utf8.length(text);
        if (bytes == Utf8.ILL_FORMED || text.indexOf('\0') >= 0) {
            throw place.invalid(
                    "member %s holds a NUL character or half a surrogate pair: leave it out"
                            .formatted(index.member()));
        }
        if (bytes > limits.indexedTextBytesMax()) {
            throw place.invalid(
                    "member %s has %d bytes, an indexed string at most %d: shorten it"
                            .formatted(index.member(), bytes, limits.indexedTextBytesMax()));
        }
    }

    private static Object integer(Place place, Index index, JsonParser parser) throws StoreProblem {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT
                || parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            throw place.invalid(
                    "member %s must be an integer of 64 bits".formatted(index.member()));
        }
        return parser.getLongValue();
    }

    private static Object[] complete(Place place, List<Index> indexes, @Nullable Object[] values)
            throws StoreProblem {
        var complete = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            if (value == null) {
                throw place.invalid(
                        "member %s is missing: it is indexed, give it a value"
                                .formatted(indexes.get(i).member()));
            }
            complete[i] = value;
        }
        return complete;
    }

    /**
     * {@code value} as the index keeps it.
     *
     * @throws StoreProblem.Invalid when the index holds another type
     */
    public Object comparable(Collection collection, Index index, Object value) throws StoreProblem {
        var place = new Place(collection.name(), "scan");
        return switch (index.type()) {
            case TEXT -> {
                if (value instanceof String text) {
                    requireIndexable(place, index, text);
                    yield text;
                }
                throw place.invalid(
                        "member %s is compared with a string".formatted(index.member()));
            }
            case INTEGER ->
                    switch (value) {
                        case Long number -> number;
                        case Integer number -> number.longValue();
                        default ->
                                throw place.invalid(
                                        "member %s is compared with an integer"
                                                .formatted(index.member()));
                    };
        };
    }

    private record Place(String collection, String id) {
        StoreProblem invalid(String problem) {
            return new StoreProblem.Invalid(collection + "/" + shown(id) + ": " + problem);
        }
    }

    /** An id as it may stand in a message and a log line. */
    private static String shown(String id) {
        var text = new StringBuilder();
        id.codePoints()
                .limit(80)
                .forEach(
                        c -> {
                            if (Character.isISOControl(c)) text.append('?');
                            else text.appendCodePoint(c);
                        });
        return text.toString();
    }
}
