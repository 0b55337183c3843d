package dev.homeport.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.Optional;

/** Which command lines are understood without the reader of command lines. */
class PlainUpTest {
    @Test
    void upAloneAndUpWithAConfiguration() {
        assertEquals(Optional.of(new ConfigChoice(null)), PlainUp.parse("up"));
        var named = Optional.of(new ConfigChoice(Path.of("a/homeport.toml")));
        assertEquals(named, PlainUp.parse("up", "--config", "a/homeport.toml"));
        assertEquals(named, PlainUp.parse("up", "-c", "a/homeport.toml"));
    }

    @Test
    void everythingElseIsLeftToTheReader() {
        assertEquals(Optional.empty(), PlainUp.parse());
        assertEquals(Optional.empty(), PlainUp.parse("check"));
        assertEquals(Optional.empty(), PlainUp.parse("up", "--help"));
        assertEquals(Optional.empty(), PlainUp.parse("up", "--config"));
        assertEquals(Optional.empty(), PlainUp.parse("up", "--config", "--help"));
        assertEquals(Optional.empty(), PlainUp.parse("up", "--config", ""));
        assertEquals(Optional.empty(), PlainUp.parse("up", "--config", "@file"));
        assertEquals(Optional.empty(), PlainUp.parse("up", "--config=homeport.toml"));
        assertEquals(Optional.empty(), PlainUp.parse("up", "--config", "a\0b"));
        assertEquals(Optional.empty(), PlainUp.parse("up", "--config", "a", "b"));
    }
}
