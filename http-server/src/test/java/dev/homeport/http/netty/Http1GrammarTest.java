package dev.homeport.http.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.homeport.http.Execution;
import dev.homeport.http.Handler;
import dev.homeport.http.HttpConfig.Transport;
import dev.homeport.http.Request;
import dev.homeport.http.Response;
import dev.homeport.http.Standing;
import dev.homeport.http.files.SiteFiles;
import dev.homeport.http.files.StaticFiles;
import dev.homeport.http.netty.CaseTable.Case;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The tables of raw connections, {@code h1-cases.txt} against an echo and {@code site-cases.txt}
 * against files, each sent at once, again and in pieces.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class Http1GrammarTest {
    private static final CaseTable GRAMMAR = table("h1-cases.txt");
    private static final CaseTable SITE = table("site-cases.txt");

    private final TestServer echo = server(TestServer.ECHO);
    private final TestServer promising = server(new Promising());
    private Optional<TestServer> site = Optional.empty();

    /** How the servers talk to the operating system; there is a subclass for each other way. */
    Transport transport() {
        return Transport.BEST;
    }

    private TestServer server(Handler root) {
        return TestServer.of(
                Optional.empty(), () -> root, config -> config.withTransport(transport()));
    }

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

    /** All lines of both tables. */
    static List<Case> cases() {
        return Stream.concat(GRAMMAR.cases().stream(), SITE.cases().stream()).toList();
    }

    private static CaseTable table(String name) {
        try (InputStream in = Http1GrammarTest.class.getResourceAsStream(name)) {
            byte[] bytes = Objects.requireNonNull(in).readAllBytes();
            return CaseTable.parse(new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeAll
    void start(@TempDir Path root) throws IOException {
        SITE.writeFiles(root);
        site = Optional.of(server(StaticFiles.of(SiteFiles.load(root).site())));
    }

    @AfterAll
    void stop() {
        for (TestServer each : List.of(echo, promising, site.orElseThrow())) {
            each.close();
            assertEquals(List.of(), each.recorder().broken);
        }
    }

    @Test
    void theTablesAreLarge() {
        assertTrue(GRAMMAR.cases().size() >= 250, () -> GRAMMAR.cases().size() + " cases");
        assertTrue(SITE.cases().size() >= 120, () -> SITE.cases().size() + " cases");
    }

    @TestFactory
    Stream<DynamicTest> sentAtOnce() {
        return each(GRAMMAR, one -> check(echo, one, CaseRun.WHOLE));
    }

    /** The third time, what is plain is answered from what is kept of the second. */
    @TestFactory
    Stream<DynamicTest> sentAgain() {
        return each(GRAMMAR, one -> checkAgain(promising, one));
    }

    @TestFactory
    Stream<DynamicTest> sentInPieces() {
        return each(GRAMMAR, one -> checkInPieces(echo, one));
    }

    @TestFactory
    Stream<DynamicTest> filesSentAgain() {
        return each(SITE, one -> checkAgain(site.orElseThrow(), one));
    }

    @TestFactory
    Stream<DynamicTest> filesSentInPieces() {
        return each(SITE, one -> checkInPieces(site.orElseThrow(), one));
    }

    private static Stream<DynamicTest> each(
            CaseTable table, java.util.function.Consumer<Case> check) {
        return table.cases().stream().map(one -> dynamicTest(one.title(), () -> check.accept(one)));
    }

    private static void checkAgain(TestServer server, Case each) {
        for (int i = 0; i < 3; i++) check(server, each, CaseRun.WHOLE);
    }

    private static void checkInPieces(TestServer server, Case each) {
        boolean isLong = each.bytes().contains("*") && each.bytes().contains("{");
        check(server, each, isLong ? 1009 : 7);
    }

    private static void check(TestServer server, Case each, int pieceBytes) {
        CaseRun run = CaseRun.of(server.plain(), each, pieceBytes);
        List<String> problems = new ArrayList<>(run.failed(each.checks()));
        if (run.answers().isEmpty()) {
            assertEquals(each.statuses(), run.statuses());
            return;
        }
        RawClient.Answer last = run.answers().getLast();
        boolean keeps = !each.bytes().endsWith("{end}") && each.statuses().endsWith(" 200");
        boolean kept = last.body().equals("GET a /last |") || last.body().equals("last");
        // RFC 9112 9.6: who closes says so before.
        boolean told = last.field("connection").equals("close");
        if (keeps && !kept) problems.add("the connection must stay");
        if (!keeps && !each.bytes().endsWith("{end}") && !told) problems.add("connection: close");
        assertEquals(
                each.statuses() + " []",
                run.statuses() + " " + problems,
                () -> "first answer: " + run.answers().getFirst());
    }
}
