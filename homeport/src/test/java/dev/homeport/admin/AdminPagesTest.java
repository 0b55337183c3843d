package dev.homeport.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.http.Body;
import dev.homeport.http.Handler;
import dev.homeport.http.Headers;
import dev.homeport.http.Peer;
import dev.homeport.http.Protocol;
import dev.homeport.http.Request;
import dev.homeport.http.Response;
import dev.homeport.http.Target;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** The administration listener's answers, and to whom it gives them. */
class AdminPagesTest {
    private final AdminToken token = new AdminToken("00ff");
    private final AtomicInteger reloads = new AtomicInteger();
    private final Set<String> refreshed = new HashSet<>();
    private Readiness readiness = new Readiness.Ready();
    private ReloadOutcome outcome = new ReloadOutcome("2026-11-23T00:00:00Z", true, List.of());

    private final Handler admin =
            AdminPages.handler(
                    token,
                    new AdminPages.Sources(
                            () -> readiness,
                            () -> "metric 1\n",
                            this::status,
                            this::reload,
                            refreshed::add,
                            zone -> Optional.of(zone).filter("."::equals)));

    @Test
    void aLiveProcessSaysOk() throws Exception {
        assertEquals("ok\n", body(get("/livez")));
    }

    @Test
    void readinessNamesThePartThatIsNot() throws Exception {
        assertEquals(200, get("/readyz").status());

        readiness = new Readiness.NotReady("store: disk full");

        assertEquals(503, get("/readyz").status());
        assertEquals("store: disk full\n", body(get("/readyz")));
    }

    @Test
    void metricsComeInPrometheusText() throws Exception {
        Response response = get("/metrics");

        assertTrue(response.headers().first("content-type").get().startsWith("text/plain"));
        assertEquals("metric 1\n", body(response));
    }

    @Test
    void statusIsJson() throws Exception {
        assertTrue(body(get("/status")).contains("\"origin\":\"foobar.com.\""));
    }

    @Test
    void reloadWithoutTokenIsForbiddenAndDoesNothing() throws Exception {
        assertEquals(403, admin.handle(post(Headers.none())).status());
        assertEquals(403, admin.handle(post(withToken("00fe"))).status());
        assertEquals(0, reloads.get());
    }

    @Test
    void reloadWithTokenReloads() throws Exception {
        assertEquals(200, admin.handle(post(withToken("00ff"))).status());
        assertEquals(1, reloads.get());
    }

    @Test
    void aRefusedReloadIsAConflictThatNamesTheProblems() throws Exception {
        outcome = new ReloadOutcome("2026-11-23T00:00:00Z", false, List.of("zones/x.zone:3: no"));

        Response response = admin.handle(post(withToken("00ff")));

        assertEquals(409, response.status());
        assertTrue(body(response).contains("zones/x.zone:3: no"));
    }

    /** A page elsewhere may point a name of its own at 127.0.0.1. */
    @Test
    void aForeignNameIsRefused() throws Exception {
        Request request = request("GET", "rebound.example", "/status", Headers.none());

        assertEquals(421, admin.handle(request).status());
    }

    @Test
    void theTokenFileIsReadableByItsOwnerOnly(@TempDir Path data) throws Exception {
        AdminToken created = AdminToken.create(data, new SecureRandom());

        Path file = data.resolve("admin.token");
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals(created, AdminToken.read(data));
        assertFalse(created.toString().contains(created.value()), "a log shows no token");
    }

    @Test
    void refreshingAZoneTakesTheTokenAndAZone() throws Exception {
        assertEquals(403, admin.handle(refresh("a.test", Headers.none())).status());
        assertEquals(Set.of(), refreshed);
        assertEquals(200, admin.handle(refresh("a.test", withToken("00ff"))).status());
        assertEquals(Set.of("a.test"), refreshed);
        // The stand-in knows each zone once.
        assertEquals(404, admin.handle(refresh("a.test", withToken("00ff"))).status());
    }

    @Test
    void aZoneIsShownToTheTokenOnly() throws Exception {
        assertEquals(403, admin.handle(dump(".", Headers.none())).status());
        assertEquals(".", body(admin.handle(dump(".", withToken("00ff")))));
        assertEquals(404, admin.handle(dump("a.test", withToken("00ff"))).status());
    }

    @Test
    void theRootCanBeRefreshedToo() throws Exception {
        assertEquals(200, admin.handle(refresh(ZonePath.encode("."), withToken("00ff"))).status());
        assertEquals(404, admin.handle(refresh("~2", withToken("00ff"))).status());
        assertEquals(Set.of("."), refreshed);
    }

    private static Request dump(String zone, Headers headers) {
        return request("GET", "localhost", "/zones/" + ZonePath.encode(zone), headers);
    }

    private static Request refresh(String zone, Headers headers) {
        return request("POST", "localhost", "/zones/" + zone + "/refresh", headers);
    }

    private ReloadOutcome reload() {
        reloads.incrementAndGet();
        return outcome;
    }

    private StatusReport status() {
        return new StatusReport(
                "1",
                1,
                "2026-11-23T00:00:00Z",
                5,
                "25",
                "homeport.toml",
                List.of(new StatusReport.Listener("dns", "127.0.0.1:1053")),
                List.of(new StatusReport.ZoneStatus("foobar.com.", 1, 12)),
                List.of(),
                List.of(),
                new StatusReport.StoreStatus("SQLite", "x", 1, Map.of()),
                outcome);
    }

    private static Headers withToken(String value) {
        return Headers.of("homeport-admin-token", value);
    }

    private Response get(String path) throws Exception {
        return admin.handle(request("GET", "127.0.0.1", path, Headers.none()));
    }

    private static Request post(Headers headers) {
        return request("POST", "localhost", "/reload", headers);
    }

    private static Request request(String method, String host, String path, Headers headers) {
        InetSocketAddress here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
        return new Request(
                method,
                new Target("http", host, 8053, path, path, ""),
                headers,
                Body.empty(),
                new Peer(here, here, Protocol.HTTP_1_1));
    }

    private static String body(Response response) {
        return response.body() instanceof Body.Bytes(var bytes)
                ? new String(bytes, StandardCharsets.UTF_8)
                : "";
    }
}
