package dev.homeport.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.List;
import java.util.Random;

class AccessLogFormatTest {
    private static final AccessEntry PAGE =
            new AccessEntry(
                    Instant.parse("2026-11-23T05:06:07.089Z"),
                    "127.0.0.1",
                    "GET",
                    "/products?page=2",
                    "www.foobar.com",
                    "HTTP/1.1",
                    200,
                    5120,
                    1_234_567,
                    "https://www.foobar.com/",
                    "curl/8.5.0",
                    "4711");

    private static AccessEntry asked(String text) {
        return new AccessEntry(
                PAGE.instant(), text, text, text, text, text, 400, 0, 0, text, text, text);
    }

    private static String line(LineFormat<AccessEntry> format, AccessEntry entry) {
        var line = new StringBuilder();
        format.append(entry, line);
        return line.toString();
    }

    @Test
    void combinedIsAsApacheWritesIt() {
        assertEquals(
                "127.0.0.1 - - [23/Nov/2026:05:06:07 +0000] \"GET /products?page=2 HTTP/1.1\" 200 5120"
                        + " \"https://www.foobar.com/\" \"curl/8.5.0\"",
                line(AccessFormats::combined, PAGE));
    }

    @Test
    void whatTheClientLeftOutIsADash() {
        assertEquals(
                "- - - [23/Nov/2026:05:06:07 +0000] \"  \" 400 - \"-\" \"-\"",
                line(AccessFormats::combined, asked("")));
    }

    @Test
    void jsonHoldsEveryField() {
        assertEquals(
                """
                {"time":"2026-11-23T05:06:07.089Z","remote":"127.0.0.1","method":"GET",\
                "target":"/products?page=2","host":"www.foobar.com","protocol":"HTTP/1.1","status":200,\
                "bytes":5120,"nanos":1234567,"referer":"https://www.foobar.com/",\
                "userAgent":"curl/8.5.0","requestId":"4711"}""",
                line(AccessFormats::json, PAGE));
    }

    @Test
    void aClientCannotWriteLinesOfItsOwn() {
        AccessEntry entry = asked("a\" 200 1\r\n127.0.0.1 - - [x] \"GET /\\");
        String line = line(AccessFormats::combined, entry);
        assertTrue(line.endsWith("\"a\\\" 200 1\\r\\n127.0.0.1 - - [x] \\\"GET /\\\\\""), line);
        assertTrue(
                line.startsWith(
                        "a\\x22\\x20200\\x201\\x0d\\x0a127.0.0.1\\x20-\\x20-\\x20[x]\\x20\\x22GET\\x20/\\x5c - - ["),
                line);
    }

    @Test
    void aClientCannotTalkToTheTerminalOfTheReader() {
        String line =
                line(
                        AccessFormats::combined,
                        asked("\u001b[2J\u0000\u0007\u007f\u009b\u00e9\u202e"));
        assertTrue(line.endsWith("\"\\x1b[2J\\x00\\x07\\x7f\\x9b\\xe9\\xe2\\x80\\xae\""), line);
        String json = line(AccessFormats::json, asked("\u001b\u009b\u00e9\u202e\ud800"));
        assertTrue(json.contains("\"\\u001b\\u009b\\u00e9\\u202e\\ufffd\""), json);
    }

    @Test
    void aFieldHasABound() {
        String longest = "x".repeat(Escape.FIELD_CHARS_MAX);
        assertTrue(line(AccessFormats::combined, asked(longest)).endsWith("\"" + longest + "\""));
        assertTrue(
                line(AccessFormats::combined, asked(longest + "y"))
                        .endsWith("\"" + longest + "...\""));
    }

    @Test
    void anythingAClientSendsStaysInItsField() {
        var json = JsonMapper.shared();
        for (int seed = 0; seed < 2_000; seed++) {
            var random = new Random(seed);
            var text = new StringBuilder();
            int range = random.nextBoolean() ? 256 : 65_536;
            for (int i = random.nextInt(30); i >= 0; i--) text.append((char) random.nextInt(range));
            AccessEntry entry = asked(text.toString());
            for (LineFormat<AccessEntry> format :
                    List.<LineFormat<AccessEntry>>of(
                            AccessFormats::combined, AccessFormats::json)) {
                String line = line(format, entry);
                assertTrue(line.chars().allMatch(c -> c >= 0x20 && c < 0x7f), "seed " + seed);
            }
            JsonNode read = json.readTree(line(AccessFormats::json, entry));
            assertEquals(
                    wellFormed(text.toString()), read.get("userAgent").asString(), "seed " + seed);
            assertEquals(12, read.size());
            // Every quotation mark that ends a field stands after an even number of backslashes.
            String bare = line(AccessFormats::combined, entry).replaceAll("\\\\\\\\|\\\\\"", "");
            assertEquals(6, bare.chars().filter(c -> c == '"').count(), "seed " + seed);
        }
    }

    /** The text with each half of a surrogate pair replaced, as a strict encoder would. */
    private static String wellFormed(String text) {
        var codes = text.codePoints().map(c -> c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c).toArray();
        return new String(codes, 0, codes.length);
    }
}
