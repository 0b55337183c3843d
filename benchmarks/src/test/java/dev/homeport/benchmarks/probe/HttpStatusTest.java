package dev.homeport.benchmarks.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

class HttpStatusTest {
    @Test
    void theStatusIsTheNumberOfTheFirstLine() throws IOException {
        assertEquals(404, status("HTTP/1.1 404 Not Found\r\n\r\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 20", "HTTP/2 200 OK", "SSH-2.0-OpenSSH_9.2"})
    void anythingElseIsNoResponse(String text) {
        assertThrows(IOException.class, () -> status(text));
    }

    private static int status(String text) throws IOException {
        return HttpProbe.status(text.getBytes(StandardCharsets.US_ASCII));
    }
}
