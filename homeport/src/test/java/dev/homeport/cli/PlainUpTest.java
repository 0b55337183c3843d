package dev.homeport.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.Optional;

/** Which command lines are understood without the reader of command lines. */
class PlainUpTest {
    @Test
    void upAloneAndUpWithAConfiguration() {
        assertEquals(Optional.of(new ConfigChoice(null)), UpCommand.plain("up"));
        var named = Optional.of(new ConfigChoice(Path.of("a/homeport.toml")));
        assertEquals(named, UpCommand.plain("up", "--config", "a/homeport.toml"));
        assertEquals(named, UpCommand.plain("up", "-c", "a/homeport.toml"));
    }

    @Test
    void everythingElseIsLeftToTheReader() {
        assertEquals(Optional.empty(), UpCommand.plain());
        assertEquals(Optional.empty(), UpCommand.plain("check"));
        assertEquals(Optional.empty(), UpCommand.plain("up", "--help"));
        assertEquals(Optional.empty(), UpCommand.plain("up", "--config"));
        assertEquals(Optional.empty(), UpCommand.plain("up", "--config", "--help"));
        assertEquals(Optional.empty(), UpCommand.plain("up", "--config", ""));
        assertEquals(Optional.empty(), UpCommand.plain("up", "--config", "@file"));
        assertEquals(Optional.empty(), UpCommand.plain("up", "--config=homeport.toml"));
        assertEquals(Optional.empty(), UpCommand.plain("up", "--config", "a\0b"));
        assertEquals(Optional.empty(), UpCommand.plain("up", "--config", "a", "b"));
    }
}
