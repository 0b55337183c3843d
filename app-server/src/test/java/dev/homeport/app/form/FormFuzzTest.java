package dev.homeport.app.form;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;

import dev.homeport.app.problem.Outcome;

import java.nio.charset.StandardCharsets;

class FormFuzzTest {
    private static final FormLimits LIMITS = FormLimits.DEFAULT;
    private static final FormReader READER = new FormReader(LIMITS);

    /** Any bytes are a form or refused, and a form keeps to the limits. */
    @FuzzTest
    void readsOrRefuses(byte[] bytes) {
        if (READER.read(bytes) instanceof Outcome.Good<Form>(Form form)) {
            int values = 0;
            for (var field : form.fields().entrySet()) {
                assertTrue(bytesOf(field.getKey()) <= LIMITS.nameBytesMax());
                for (String value : field.getValue()) {
                    assertTrue(bytesOf(value) <= LIMITS.valueBytesMax());
                    values++;
                }
            }
            assertTrue(values <= LIMITS.fieldsMax());
        }
    }

    private static int bytesOf(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
