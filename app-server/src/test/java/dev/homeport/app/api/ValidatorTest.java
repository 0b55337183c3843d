package dev.homeport.app.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

class ValidatorTest {

    @Test
    void readsListsOfEntityTags() {
        assertEquals(Optional.of(List.of("\"v1\"")), Validator.tags("\"v1\""));
        assertEquals(
                Optional.of(List.of("\"a\"", "W/\"b\"", "\"\"")),
                Validator.tags(" \"a\" , ,W/\"b\",\"\","));
        assertEquals(Optional.of(List.of("\"a,b\"")), Validator.tags("\"a,b\""));
    }

    @Test
    void refusesWhatIsNone() {
        for (String wrong :
                List.of(
                        "",
                        ",",
                        "v1",
                        "\"v1",
                        "\"a\" \"b\"",
                        "\"a\"x",
                        "w/\"a\"",
                        "W/",
                        "*, \"a\"")) {
            assertEquals(Optional.empty(), Validator.tags(wrong), wrong);
        }
    }
}
