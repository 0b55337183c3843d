package dev.homeport.http.form;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.homeport.http.Body;
import dev.homeport.http.ContentException;
import dev.homeport.http.Headers;
import dev.homeport.http.Request;
import dev.homeport.http.Requests;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

class MultipartStreamTest {
    private static final String TYPE = "multipart/form-data; boundary=B";
    private static final String FIELD = "Content-Disposition: form-data; name=\"a\"";
    private static final String FILE = "Content-Disposition: form-data; name=f; filename=\"f.bin\"";

    /** Gives its bytes in pieces of random lengths, as a network does. */
    private static final class Pieces extends ByteArrayInputStream {
        private final SplittableRandom random;

        Pieces(byte[] bytes, SplittableRandom random) {
            super(bytes);
            this.random = random;
        }

        @Override
        public synchronized int read(byte[] bytes, int offset, int length) {
            return super.read(bytes, offset, Math.min(length, 1 + random.nextInt(40)));
        }
    }

    /** Line ends are written as |, and the text is UTF-8. */
    private static byte[] bytes(String body) {
        return body.replace("|", "\r\n").getBytes(UTF_8);
    }

    private static MultipartStream open(String body, MultipartLimits limits) throws IOException {
        Pieces in = new Pieces(bytes(body), new SplittableRandom(5));
        return MultipartStream.of(in, TYPE, limits);
    }

    private static MultipartStream open(String body) throws IOException {
        return open(body, MultipartLimits.DEFAULT);
    }

    @Test
    void partsComeOneAfterTheOther() throws IOException {
        MultipartStream form =
                open(
                        "--B|Content-Disposition: form-data; name=\"title\"||Grüße|--B|"
                                + FILE
                                + "|Content-Type: image/png||\r\n--C\r|-|--B||"
                                + "--B--|epilogue");
        StreamedPart title = form.next().orElseThrow();
        assertEquals("title", title.name());
        assertEquals("text/plain", title.contentType());
        assertEquals(Optional.of("Grüße"), title.text());
        StreamedPart file = form.next().orElseThrow();
        assertTrue(file.isFile());
        assertEquals(Optional.of("f.bin"), file.fileName());
        assertEquals("image/png", file.contentType());
        assertThrows(ContentException.class, form::next);
    }

    @Test
    void whatIsNotReadIsPassedOver() throws IOException {
        MultipartStream form =
                open("--B|" + FILE + "||" + "x".repeat(70_000) + "|--B|" + FIELD + "||v|--B--");
        StreamedPart file = form.next().orElseThrow();
        assertEquals('x', file.stream().read());
        assertEquals(Optional.of("v"), form.next().orElseThrow().text());
        assertEquals(-1, file.stream().read());
        assertTrue(form.next().isEmpty());
        assertTrue(form.next().isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "0;--B--",
                "1;--B\\--B--",
                "1;--B\\FIELD\\\\x\\--C\\--B--",
                "400;''",
                "400;--C--",
                "400;--B",
                "400;--B-x",
                "400;--Bx\\",
                "400;--B\\FIELD\\\\x",
                "400;--B\\FIELD\\x",
                "400;--B\\\\x\\--B--",
                "400;--B\\nonsense\\\\x\\--B--",
                "400;--B\\FIELD\\\\x\\--Bx",
                "1;--B \t\\FIELD\\\\x\\--B--",
                "400;--B\\FIELD\\\\x\\--B-\\"
            })
    void isAsStrictAsTheOther(String expected, String body) throws IOException {
        String text = body.replace('\\', '|').replace("FIELD", FIELD);
        if (expected.equals("1") && text.startsWith("--B|--B")) {
            text = "--B|" + FIELD + "|||--B--";
        }
        assertEquals(expected, outcome(text));
        Multipart whole = Multipart.decode(TYPE, bytes(text), MultipartLimits.DEFAULT);
        String other =
                switch (whole) {
                    case Multipart.Form(var parts) -> "" + parts.size();
                    case Multipart.Refused(int status, var _) -> "" + status;
                };
        assertEquals(other, outcome(text));
    }

    private static String outcome(String body) throws IOException {
        try (MultipartStream form = open(body)) {
            int parts = 0;
            while (form.next().isPresent()) parts++;
            return "" + parts;
        } catch (ContentException e) {
            return "" + e.status();
        }
    }

    @Test
    void limitsHoldAtAndPast() throws IOException {
        MultipartLimits limits = new MultipartLimits(1, 60, 10, 3, 5);
        assertEquals(413, status("--B|" + FIELD + "||1|--B|" + FIELD + "||1|--B--", limits));
        assertEquals(200, status("--B|" + FIELD + "||123|--B--", limits));
        assertEquals(413, status("--B|" + FIELD + "||1234|--B--", limits));
        assertEquals(200, status("--B|" + FILE + "||12345|--B--", limits));
        assertEquals(413, status("--B|" + FILE + "||123456|--B--", limits));
        String padded = FIELD + "|X: " + "y".repeat(60 - FIELD.length() - 2 - 3 - 2);
        assertEquals(200, status("--B|" + padded + "||1|--B--", limits));
        assertEquals(413, status("--B|" + padded + "y||1|--B--", limits));
    }

    private static int status(String body, MultipartLimits limits) throws IOException {
        try (MultipartStream form = open(body, limits)) {
            while (form.next().isPresent()) {}
            return 200;
        } catch (ContentException e) {
            return e.status();
        }
    }

    @Test
    void onlyFormsAreRead() {
        Request text = Requests.get("/", "content-type", "text/plain");
        ContentException thrown =
                assertThrows(
                        ContentException.class,
                        () -> MultipartStream.open(text, MultipartLimits.DEFAULT));
        assertEquals(415, thrown.status());
        Request bare = Requests.get("/", "content-type", "multipart/form-data");
        thrown =
                assertThrows(
                        ContentException.class,
                        () -> MultipartStream.open(bare, MultipartLimits.DEFAULT));
        assertEquals(400, thrown.status());
    }

    @Test
    void theContentOfARequestIsReadAndClosed() throws IOException {
        boolean[] closed = new boolean[1];
        InputStream in =
                new ByteArrayInputStream(bytes("--B|" + FIELD + "||v|--B--")) {
                    @Override
                    public void close() {
                        closed[0] = true;
                    }
                };
        Request plain = Requests.get("/");
        Request request =
                new Request(
                        "POST",
                        plain.target(),
                        Headers.of("content-type", TYPE),
                        new Body.Incoming(-1, in),
                        plain.peer());
        try (MultipartStream form = MultipartStream.open(request, MultipartLimits.DEFAULT)) {
            assertEquals("a", form.next().orElseThrow().name());
        }
        assertTrue(closed[0]);
    }

    /** Bodies of what confuses readers most, read in both ways. */
    @Test
    void bothWaysSeeTheSame() throws IOException {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        String[] words = {"\r\n--B", "\r\n", "--", "-", "\r", "--B", "x", "\n", " ", "\r\n\r\n"};
        for (int round = 0; round < 3000; round++) {
            StringBuilder body = new StringBuilder("--B\r\n" + FILE + "\r\n\r\n");
            int count = random.nextInt(30);
            for (int i = 0; i < count; i++) body.append(words[random.nextInt(words.length)]);
            body.append(random.nextBoolean() ? "\r\n--B--" : "");
            byte[] bytes = body.toString().getBytes(ISO_8859_1);
            String message = "seed " + seed + " round " + round;
            compare(bytes, random, message);
        }
    }

    private static void compare(byte[] bytes, SplittableRandom random, String message)
            throws IOException {
        List<byte[]> parts = new ArrayList<>();
        boolean refused = false;
        try (MultipartStream form =
                MultipartStream.of(new Pieces(bytes, random), TYPE, MultipartLimits.DEFAULT)) {
            for (var part = form.next(); part.isPresent(); part = form.next()) {
                parts.add(part.get().stream().readAllBytes());
            }
        } catch (ContentException e) {
            refused = true;
        }
        switch (Multipart.decode(TYPE, bytes, MultipartLimits.DEFAULT)) {
            case Multipart.Refused _ -> assertTrue(refused, message);
            case Multipart.Form(var expected) -> {
                assertEquals(expected.size(), parts.size(), message);
                for (int i = 0; i < parts.size(); i++) {
                    assertArrayEquals(expected.get(i).bytes(), parts.get(i), message);
                }
            }
        }
    }
}
