package dev.homeport.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class HttpLimitsTest {

    @Test
    void theDefaultsAreThese() {
        Duration ten = Duration.ofSeconds(10);
        Duration thirty = Duration.ofSeconds(30);
        assertEquals(
                new HttpLimits(
                        8192,
                        16384,
                        100,
                        8 << 20,
                        ten,
                        thirty,
                        Duration.ofSeconds(60),
                        thirty,
                        10_000,
                        1_000,
                        new Http2Limits(128, 200, 1_000, 2, 16, 30),
                        new HandlerLimits(Duration.ofSeconds(60), 256 * 1024)),
                HttpLimits.DEFAULT);
    }

    @Test
    void nothingIsUnbounded() {
        HttpLimits limits = HttpLimits.DEFAULT;
        Duration none = Duration.ZERO;
        Duration some = Duration.ofSeconds(1);
        assertThrows(IllegalArgumentException.class, () -> limits.withHead(0, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> limits.withHead(1, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> limits.withHead(1, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> limits.withBodyBytesMax(-1));
        assertThrows(IllegalArgumentException.class, () -> limits.withLoad(0, 1));
        assertThrows(IllegalArgumentException.class, () -> limits.withLoad(1, 0));
        assertThrows(
                IllegalArgumentException.class, () -> limits.withTimeouts(none, some, some, some));
        assertThrows(
                IllegalArgumentException.class, () -> limits.withTimeouts(some, some, some, none));
        assertThrows(IllegalArgumentException.class, () -> new Http2Limits(1, 1, 1, 1, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> limits.handlers().withWindowBytes(1023));
        assertEquals(1024, limits.handlers().withWindowBytes(1024).windowBytes());
        assertThrows(IllegalArgumentException.class, () -> limits.handlers().withTimeout(none));
    }
}
