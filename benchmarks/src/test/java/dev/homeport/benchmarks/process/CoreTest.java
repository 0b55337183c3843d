package dev.homeport.benchmarks.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class CoreTest {
    @Test
    void aPinnedCommandRunsUnderTaskset() {
        assertEquals(
                List.of("taskset", "-c", "1", "wrk", "-t1"),
                Core.of(1).pinned(List.of("wrk", "-t1")));
    }

    @Test
    void severalCoresAreListed() {
        assertEquals("0,1,2", Core.first(3).list());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "0-3", "0,", "0;reboot"})
    void anythingElseIsNoListOfCores(String list) {
        assertThrows(IllegalArgumentException.class, () -> new Core(list));
    }
}
