package dev.homeport.http.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.homeport.http.Execution;
import dev.homeport.http.Handler;
import dev.homeport.http.Request;
import dev.homeport.http.Response;
import dev.homeport.http.Standing;
import dev.homeport.http.netty.RawClient.Answer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table {@code h1-cases.txt} of raw connections, each sent at once and in pieces. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class Http1GrammarTest {
    private static final String LAST = "GET /last HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final int WHOLE = Integer.MAX_VALUE;
    private static final Pattern REPEAT = Pattern.compile("\\{(\\d+)\\*(.)}");

    private final TestServer server = TestServer.of(TestServer.ECHO);
    private final TestServer promising = TestServer.of(new Promising());

    /** The echo, which promises that what it says of requests without content stands. */
    private static final class Promising implements Handler {
        @Override
        public Response handle(Request request) {
            return TestServer.echo(request);
        }

        @Override
        public Execution execution(Request request) {
            return Execution.INLINE;
        }

        @Override
        public Optional<Standing> standing(Request request) {
            return Optional.of(Standing.ALWAYS);
        }
    }

    /** A line of the table. */
    record Case(String clause, String statuses, String bytes) {}

    @AfterAll
    void stop() {
        for (TestServer each : List.of(server, promising)) {
            each.close();
            assertEquals(List.of(), each.recorder().broken);
        }
    }

    static List<Case> table() throws IOException {
        try (InputStream in = Http1GrammarTest.class.getResourceAsStream("h1-cases.txt")) {
            String text =
                    new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(line -> line.split(" ~ ", 3))
                    .map(columns -> new Case(columns[0], columns[1], columns[2]))
                    .toList();
        }
    }

    @Test
    void theTableIsLarge() throws IOException {
        assertTrue(table().size() >= 120);
    }

    @TestFactory
    Stream<DynamicTest> sentAtOnce() throws IOException {
        return table().stream()
                .map(each -> dynamicTest(name(each), () -> check(server, each, WHOLE)));
    }

    /** The third time, what is plain is answered from what is kept of the second. */
    @TestFactory
    Stream<DynamicTest> sentAgain() throws IOException {
        return table().stream().map(each -> dynamicTest(name(each), () -> checkAgain(each)));
    }

    private void checkAgain(Case each) {
        for (int i = 0; i < 3; i++) check(promising, each, WHOLE);
    }

    @TestFactory
    Stream<DynamicTest> sentInPieces() throws IOException {
        return table().stream()
                .filter(each -> !each.bytes().contains("*"))
                .map(each -> dynamicTest(name(each), () -> check(server, each, 7)));
    }

    private static String name(Case each) {
        String bytes = each.bytes();
        return each.clause() + ": " + bytes.substring(0, Math.min(bytes.length(), 90));
    }

    private static void check(TestServer server, Case each, int pieceBytes) {
        boolean ends = each.bytes().endsWith("{end}");
        String bytes = unescape(each.bytes().replace("{end}", "")) + (ends ? "" : LAST);
        try (RawClient client = server.connect()) {
            int pause = bytes.indexOf("{wait}");
            String first = pause < 0 ? "" : bytes.substring(0, pause);
            String rest = pause < 0 ? bytes : bytes.substring(pause + 6);
            client.sendIfOpen(first);
            boolean continues = each.statuses().startsWith("100");
            if (continues) assertEquals(100, client.answer().status());
            for (int at = 0; at < rest.length(); at += Math.min(pieceBytes, rest.length() - at)) {
                int end = at + Math.min(pieceBytes, rest.length() - at);
                client.sendIfOpen(rest.substring(at, end));
            }
            client.endOutput();
            List<Answer> answers = client.answers(each.bytes().startsWith("HEAD") ? "HEAD" : "GET");
            assertEquals(each.statuses(), (continues ? "100 " : "") + statuses(answers));
            boolean keeps = !ends && each.statuses().endsWith(" 200");
            if (keeps) assertEquals("GET a /last |", answers.getLast().body());
        }
    }

    private static String statuses(List<Answer> answers) {
        if (answers.isEmpty()) return "none";
        return answers.stream()
                .map(answer -> Integer.toString(answer.status()))
                .collect(Collectors.joining(" "));
    }

    static String unescape(String text) {
        String repeated =
                REPEAT.matcher(text)
                        .replaceAll(
                                match ->
                                        Matcher.quoteReplacement(
                                                match.group(2)
                                                        .repeat(Integer.parseInt(match.group(1)))));
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < repeated.length(); i++) {
            char c = repeated.charAt(i);
            if (c == '\u00b6') {
                out.append("\r\n");
            } else if (c == '\\') {
                char escape = repeated.charAt(++i);
                if (escape == 'x') {
                    out.append((char) Integer.parseInt(repeated.substring(i + 1, i + 3), 16));
                    i += 2;
                } else {
                    out.append(escaped(escape));
                }
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static char escaped(char escape) {
        return switch (escape) {
            case 'r' -> '\r';
            case 'n' -> '\n';
            case 't' -> '\t';
            case '0' -> '\0';
            case '\\' -> '\\';
            default -> throw new IllegalArgumentException("unknown escape " + escape);
        };
    }
}
