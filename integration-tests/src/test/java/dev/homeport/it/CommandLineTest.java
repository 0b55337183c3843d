package dev.homeport.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.homeport.admin.StatusReport;
import dev.homeport.http.filter.Password;
import dev.homeport.password.PasswordFile;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The commands of {@code bin/homeport}, what they print and how they end. */
class CommandLineTest {
    @TempDir static Path folder;
    private static RunningHomeport homeport;

    @BeforeAll
    static void start() throws Exception {
        homeport = RunningHomeport.start(SiteFolder.ofDemo(folder));
    }

    @AfterAll
    static void stop() {
        homeport.close();
    }

    @Test
    void withoutACommandTheUsageIsShown() throws Exception {
        Tool.Result result = run();

        assertEquals(2, result.exitCode());
        assertTrue(result.err().contains("Usage: homeport"), result.err());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "up",
                "check",
                "query",
                "cert",
                "password",
                "data",
                "status",
                "reload",
                "version"
            })
    void everyCommandExplainsItself(String command) throws Exception {
        Tool.Result result = run(command, "--help");

        assertEquals(0, result.exitCode(), result.err());
        assertTrue(result.out().contains("Usage: homeport " + command), result.out());
    }

    @Test
    void anUnknownCommandIsWrongUsage() throws Exception {
        assertEquals(2, run("upp").exitCode());
    }

    @Test
    void aHashedPasswordIsALineOfAUsersFile() throws Exception {
        Tool.Result result =
                homeport.site().homeport().given("correct horse\nignored\n").run("password", "ann");

        assertEquals(0, result.exitCode(), result.err());
        Path users = Files.writeString(folder.resolve("users"), result.out());
        assertEquals(List.of(), PasswordFile.read(users).problems());
        Password password = Objects.requireNonNull(PasswordFile.read(users).users().get("ann"));
        assertTrue(password.matches("correct horse".getBytes(UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a:b", "#ann"})
    void aNameNoUserCanHaveIsRefused(String name) throws Exception {
        Tool.Result result = homeport.site().homeport().given("secret\n").run("password", name);

        assertEquals(2, result.exitCode());
        assertTrue(result.err().contains("no user's name"), result.err());
    }

    @Test
    void anEmptyPasswordIsRefused() throws Exception {
        assertEquals(2, run("password", "ann").exitCode());
    }

    @Test
    void theVersionIsOneLine() throws Exception {
        assertTrue(run("version").out().startsWith("homeport 0."), run("version").out());
    }

    @Test
    void theStatusNamesListenersZonesSitesAndStore() throws Exception {
        Tool.Result result = run("status", "--json");

        StatusReport status =
                JsonMapper.builder().build().readValue(result.out(), StatusReport.class);
        assertEquals(
                List.of("foobar.com."),
                status.zones().stream().map(StatusReport.ZoneStatus::origin).toList());
        assertTrue(
                status.listeners()
                        .contains(
                                new StatusReport.Listener(
                                        "dns", "127.0.0.1:" + homeport.port("dns"))));
        assertEquals(2, status.sites().size());
        assertTrue(status.store().documents().getOrDefault("products", 0L) > 10, status.toString());
    }

    @Test
    void aQueryShowsTheAnswer() throws Exception {
        Tool.Result result = run("query", "www.foobar.com");

        assertEquals(0, result.exitCode(), result.err());
        assertTrue(result.out().contains("CNAME"), result.out());
        assertTrue(result.out().contains("127.0.0.1"), result.out());
    }

    @Test
    void aCheckOfAGoodSiteSaysSo() throws Exception {
        assertEquals(0, run("check").exitCode(), run("check").err());
    }

    @Test
    void theAuthorityIsACertificateFile() throws Exception {
        Path file = homeport.authority();

        assertTrue(Files.readString(file).startsWith("-----BEGIN CERTIFICATE-----"));
    }

    @Test
    void opensslTrustsTheIssuedCertificateForTheSite() throws Exception {
        Tool.Result result =
                Tool.named("openssl")
                        .run(
                                "s_client",
                                "-connect",
                                "127.0.0.1:" + homeport.port("https"),
                                "-servername",
                                "www.foobar.com",
                                "-verify_hostname",
                                "www.foobar.com",
                                "-CAfile",
                                homeport.authority().toString(),
                                "-verify_return_error",
                                "-alpn",
                                "h2");

        assertTrue(result.out().contains("Verify return code: 0 (ok)"), result.out());
        assertTrue(result.out().contains("ALPN protocol: h2"), result.out());
    }

    @Test
    void aBackupTakenWhileServingVerifies() throws Exception {
        Path backup = folder.resolve("backup.db");

        Tool.Result taken = run("data", "backup", backup.toString());
        Tool.Result verified = run("data", "verify", backup.toString());

        assertEquals(0, taken.exitCode(), taken.out() + taken.err());
        assertEquals(0, verified.exitCode(), verified.out() + verified.err());
        assertEquals(1, run("data", "backup", backup.toString()).exitCode(), "never overwritten");
    }

    @Test
    void aRestoreUnderARunningProgramIsRefused() throws Exception {
        Path backup = folder.resolve("other.db");
        assertEquals(0, run("data", "backup", backup.toString()).exitCode());

        Tool.Result restore = run("data", "restore", backup.toString());

        assertEquals(1, restore.exitCode(), restore.out() + restore.err());
    }

    private static Tool.Result run(String... arguments) throws Exception {
        return homeport.site().homeport().run(arguments);
    }
}
