package dev.homeport.app.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;

import java.nio.charset.StandardCharsets;

class JsonFuzzTest {
    private static final JsonReader READER = new JsonReader(JsonLimits.DEFAULT);

    /** Any bytes are read or refused, and what is read survives being written. */
    @FuzzTest
    void readsOrRefuses(byte[] bytes) {
        if (READER.read(bytes) instanceof JsonReader.Reading.Value(Json json)) {
            byte[] written = JsonWriter.write(json).getBytes(StandardCharsets.UTF_8);
            JsonReader again = new JsonReader(JsonLimits.STORED);
            assertEquals(new JsonReader.Reading.Value(json), again.read(written));
        }
    }
}
