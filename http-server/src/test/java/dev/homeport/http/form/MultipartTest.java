package dev.homeport.http.form;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.homeport.http.Body;
import dev.homeport.http.Headers;
import dev.homeport.http.Request;
import dev.homeport.http.Requests;
import dev.homeport.http.form.Multipart.Form;
import dev.homeport.http.form.Multipart.Refused;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

class MultipartTest {
    private static final String TYPE = "multipart/form-data; boundary=B";
    private static final String FIELD = "Content-Disposition: form-data; name=\"a\"";

    /** Line ends are written as |, and the text is UTF-8. */
    private static Multipart decode(String body, MultipartLimits limits) {
        return Multipart.decode(TYPE, body.replace("|", "\r\n").getBytes(UTF_8), limits);
    }

    private static Form form(String body) {
        return (Form) decode(body, MultipartLimits.DEFAULT);
    }

    private static int status(String body, MultipartLimits limits) {
        return decode(body, limits) instanceof Refused(int status, var _) ? status : 200;
    }

    @Test
    void aFormMayBeEmpty() {
        assertEquals(List.of(), form("--B--|").parts());
    }

    @Test
    void fieldsAndFilesAreToldApart() throws IOException {
        Form form =
                form(
                        "--B|Content-Disposition: form-data; name=\"title\"||Grüße|--B|"
                                + "content-disposition: form-data; name=photo;"
                                + " filename=\"C:\\dir\\cät %22x%22.png\"|Content-Type: image/png||"
                                + "\0|--b||--B \t|Content-Disposition: form-data; name=\"none\";"
                                + " filename=\"\"||| --B|--B--|and more");
        assertEquals(3, form.parts().size());
        Part title = form.find("title").orElseThrow();
        assertEquals(Optional.of("Grüße"), title.text());
        assertFalse(title.isFile());
        assertEquals("text/plain", title.contentType());
        Part photo = form.find("photo").orElseThrow();
        assertEquals(Optional.of("cät \"x\".png"), photo.fileName());
        assertEquals("image/png", photo.contentType());
        assertEquals("\0\r\n--b\r\n", new String(photo.bytes(), UTF_8));
        assertArrayEquals(photo.bytes(), photo.stream().readAllBytes());
        Part none = form.find("none").orElseThrow();
        assertTrue(none.isFile());
        assertEquals(Optional.empty(), none.fileName());
        assertEquals("application/octet-stream", none.contentType());
        assertEquals(Optional.of("\r\n --B"), none.text());
    }

    @Test
    void aNameMayComeTwice() {
        Form form = form("--B|" + FIELD + "||1|--B|" + FIELD + "||2|--B--");
        assertEquals(2, form.all("a").size());
        assertEquals(Optional.empty(), form.find("a"));
        assertEquals(Optional.empty(), form.find("b"));
    }

    @Test
    void contentNeedNotBeText() {
        byte[] body = ("--B\r\n" + FIELD + "\r\n\r\n\u00ff\r\n--B--").getBytes(ISO_8859_1);
        Form form = (Form) Multipart.decode(TYPE, body, MultipartLimits.DEFAULT);
        assertEquals(Optional.empty(), form.parts().getFirst().text());
        assertEquals(1, form.parts().getFirst().length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--",
                "--B",
                "--B|",
                "--C|" + FIELD + "||1|--C--",
                "|--B|" + FIELD + "||1|--B--",
                "preamble|--B|" + FIELD + "||1|--B--",
                "--B|" + FIELD + "||1",
                "--B|" + FIELD + "||1|--B",
                "--B|" + FIELD + "||1|--B-",
                "--B|" + FIELD + "||1|--BB|--B--",
                "--B|" + FIELD + "|1|--B--",
                "--B|" + FIELD + "|",
                "--B||1|--B--",
                "--B\n" + FIELD + "\n\n1\n--B--",
                "--B|" + FIELD + "\n||1|--B--",
                "--B|" + FIELD + "\r||1|--B--",
                "--B|" + FIELD + "\0||1|--B--",
                "--B|" + FIELD + "| folded: x||1|--B--",
                "--B|" + FIELD + "|" + FIELD + "||1|--B--",
                "--B|" + FIELD + "|Content-Type:||1|--B--",
                "--B|" + FIELD + "|Content-Transfer-Encoding: base64||1|--B--",
                "--B|Content-Disposition: attachment; name=\"a\"||1|--B--",
                "--B|Content-Disposition: form-data||1|--B--",
                "--B|Content-Disposition: form-data; name=\"a||1|--B--",
                "--B|Content-Disposition: form-data; name=||1|--B--",
                "--B|Content-Disposition: form-data; name=a b||1|--B--",
                "--B|Content-Disposition: form-data; name=a; name=b||1|--B--",
                "--B|Content-Disposition: form-data; n me=a||1|--B--",
                "--B|Content-Disposition: form-data; name||1|--B--",
            })
    void whatIsNotWholeIsRefused(String body) {
        assertEquals(400, status(body, MultipartLimits.DEFAULT));
    }

    @Test
    void aNameThatIsNotUtf8IsRefused() {
        byte[] body =
                "--B\r\nContent-Disposition: form-data; name=\"\u00ff\"\r\n\r\n1\r\n--B--"
                        .getBytes(ISO_8859_1);
        Refused refused = (Refused) Multipart.decode(TYPE, body, MultipartLimits.DEFAULT);
        assertEquals(400, refused.status());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "multipart/form-data; boundary=B|200",
                "Multipart/Form-Data;boundary=\"B\";charset=utf-8|200",
                "multipart/form-data; charset=utf-8; boundary=B;|200",
                "multipart/form-data|400",
                "multipart/form-data; boundary=\"\"|400",
                "multipart/form-data; boundary=\"B \"|400",
                "multipart/form-data; boundary=\"ü\"|400",
                "multipart/form-data; boundary=B; boundary=C|415",
                "multipart/mixed; boundary=B|415",
                "text/plain|415",
                "''|415",
            })
    void theBoundaryComesWithTheType(String type, int status) {
        byte[] body = ("--B\r\n" + FIELD + "\r\n\r\n1\r\n--B--").getBytes(UTF_8);
        Multipart read = Multipart.decode(type, body, MultipartLimits.DEFAULT);
        assertEquals(status, read instanceof Refused(int refused, var _) ? refused : 200);
    }

    @Test
    void everyBoundHolds() {
        MultipartLimits limits = new MultipartLimits(2, 60, 5, 3, 4);
        String part = "--B|" + FIELD + "||123|";
        assertEquals(200, status(part + part + "--B--", limits));
        assertEquals(413, status(part + part + part + "--B--", limits));
        assertEquals(413, status("--B|" + FIELD + "||1234|--B--", limits));
        String file = "--B|" + FIELD + "; filename=b||";
        assertEquals(200, status(file + "1234|--B--", limits));
        assertEquals(413, status(file + "12345|--B--", limits));
        String name = "--B|Content-Disposition: form-data; name=";
        assertEquals(200, status(name + "abcde||1|--B--", limits));
        assertEquals(413, status(name + "abcdef||1|--B--", limits));
        // The head with its line ends, but the empty line.
        String padded = "--B|" + FIELD + "|x: " + "y".repeat(60 - FIELD.length() - 2 - 3);
        assertEquals(200, status(padded + "||1|--B--", new MultipartLimits(2, 62, 5, 3, 4)));
        assertEquals(413, status(padded + "yyy||1|--B--", new MultipartLimits(2, 62, 5, 3, 4)));
        assertThrows(IllegalArgumentException.class, () -> new MultipartLimits(0, 1, 1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new MultipartLimits(1, 1, 1, -1, 1));
    }

    @Test
    void requestsAreReadWithTheirType() {
        byte[] body = ("--B\r\n" + FIELD + "\r\n\r\n1\r\n--B--").getBytes(UTF_8);
        Body[] bodies = {
            new Body.Bytes(body), Body.empty(), new Body.FileRange(Path.of("x"), 0, 1)
        };
        List<Integer> statuses = new ArrayList<>();
        for (Body each : bodies) {
            Request bare = Requests.of("POST", "/");
            Request request =
                    new Request(
                            "POST",
                            bare.target(),
                            Headers.of("content-type", TYPE),
                            each,
                            bare.peer());
            Multipart read = Multipart.read(request, MultipartLimits.DEFAULT);
            statuses.add(read instanceof Refused(int status, var _) ? status : 200);
        }
        assertEquals(List.of(200, 400, 413), statuses);
    }

    /** Whatever is put into parts comes out of them. */
    @Test
    void whatIsWrittenIsRead() {
        long seed = 41;
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 2_000; round++) {
            List<byte[]> contents = new ArrayList<>();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            for (int i = random.nextInt(5); i >= 0; i--) {
                byte[] content = new byte[random.nextInt(60)];
                for (int j = 0; j < content.length; j++) {
                    content[j] = (byte) "\r\n-b\0\u00ff".charAt(random.nextInt(6));
                }
                contents.add(content);
                out.writeBytes(("--B\r\n" + FIELD + "\r\n\r\n").getBytes(UTF_8));
                out.writeBytes(content);
                out.writeBytes("\r\n".getBytes(UTF_8));
            }
            out.writeBytes("--B--\r\n".getBytes(UTF_8));
            Form form = (Form) Multipart.decode(TYPE, out.toByteArray(), MultipartLimits.DEFAULT);
            assertEquals(contents.size(), form.parts().size(), "seed " + seed);
            for (int i = 0; i < contents.size(); i++) {
                assertArrayEquals(contents.get(i), form.parts().get(i).bytes(), "seed " + seed);
            }
        }
    }
}
