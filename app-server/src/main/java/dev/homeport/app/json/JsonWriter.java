package dev.homeport.app.json;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

import java.io.StringWriter;

/** Writes JSON values as text, compactly. */
public final class JsonWriter {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonWriter() {}

    /** {@code json} as a JSON text. */
    public static String write(Json json) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            value(generator, json);
        }
        return text.toString();
    }

    private static void value(JsonGenerator generator, Json json) {
        switch (json) {
            case Json.Obj(var members) -> {
                generator.writeStartObject();
                members.forEach(
                        (name, member) -> {
                            generator.writeName(name);
                            value(generator, member);
                        });
                generator.writeEndObject();
            }
            case Json.Arr(var items) -> {
                generator.writeStartArray();
                items.forEach(item -> value(generator, item));
                generator.writeEndArray();
            }
            case Json.Text(var value) -> generator.writeString(value);
            case Json.Whole(var value) -> generator.writeNumber(value);
            case Json.Decimal(var value) -> generator.writeNumber(value);
            case Json.Bool(var value) -> generator.writeBoolean(value);
            case Json.Null() -> generator.writeNull();
        }
    }
}
