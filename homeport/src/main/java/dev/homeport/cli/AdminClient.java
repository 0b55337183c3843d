package dev.homeport.cli;

import dev.homeport.admin.AdminPages;
import dev.homeport.admin.AdminToken;
import dev.homeport.admin.ReloadOutcome;
import dev.homeport.admin.RunFile;
import dev.homeport.admin.StatusReport;
import dev.homeport.admin.ZonePath;
import dev.homeport.config.Config;
import dev.homeport.config.Listener;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Talks to the administration listener of the running program. */
final class AdminClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Address and port, as in a URI. */
    private final String address;

    private AdminClient(String address) {
        this.address = address;
    }

    /** A client of the program that runs with {@code config}. */
    static AdminClient of(Config config) {
        if (!config.admin().enabled().isOn()) {
            throw CommandFailed.failed(
                    "the administration listener is switched off in " + config.file());
        }
        Listener set = config.admin().listener();
        String address =
                set.port() != 0
                        ? set.toString()
                        : RunFile.find(config.data().directory())
                                .flatMap(run -> run.address("admin"))
                                .orElseThrow(() -> notRunning(config));
        return new AdminClient(address);
    }

    static CommandFailed notRunning(Config config) {
        return CommandFailed.failed(
                "no homeport runs on " + config.data().directory() + ": start it with: up");
    }

    /** What the program says of itself. */
    StatusReport status() {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(uri("/status")).GET());
        if (answer.statusCode() != 200) throw unexpected(answer);
        return read(answer, StatusReport.class);
    }

    /** Asks it to reload; {@code data} is its data directory, where the token lies. */
    ReloadOutcome reload(Path data) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri("/reload"))
                        .header(AdminPages.TOKEN_HEADER, token(data).value())
                        .POST(HttpRequest.BodyPublishers.noBody());
        HttpResponse<String> answer = send(request);
        if (answer.statusCode() != 200 && answer.statusCode() != 409) throw unexpected(answer);
        return read(answer, ReloadOutcome.class);
    }

    /** Asks it to check a secondary zone; false when it has no such zone. */
    boolean refresh(Path data, String zone) {
        String path = "/zones/" + ZonePath.encode(zone) + "/refresh";
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri(path))
                        .header(AdminPages.TOKEN_HEADER, token(data).value())
                        .POST(HttpRequest.BodyPublishers.noBody());
        HttpResponse<String> answer = send(request);
        if (answer.statusCode() != 200 && answer.statusCode() != 404) throw unexpected(answer);
        return answer.statusCode() == 200;
    }

    /** Asks it for a zone as it is served; nothing when it has no such zone. */
    Optional<String> dump(Path data, String zone) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri("/zones/" + ZonePath.encode(zone)))
                        .header(AdminPages.TOKEN_HEADER, token(data).value())
                        .GET();
        HttpResponse<String> answer = send(request);
        if (answer.statusCode() == 404) return Optional.empty();
        if (answer.statusCode() != 200) throw unexpected(answer);
        return Optional.of(answer.body());
    }

    private static AdminToken token(Path data) {
        try {
            return AdminToken.read(data);
        } catch (IOException e) {
            throw CommandFailed.failed(
                    "cannot read the administration token in "
                            + data
                            + " ("
                            + e.getMessage()
                            + "): run this as the user that runs homeport, with its configuration");
        }
    }

    private URI uri(String path) {
        return URI.create("http://" + address + path);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try (HttpClient client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(TIMEOUT)
                        .build()) {
            return client.send(request.timeout(TIMEOUT).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw CommandFailed.failed(
                    "no homeport answers on " + uri("/") + ": is it running? start it with: up");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailed.failed("interrupted");
        }
    }

    private <T> T read(HttpResponse<String> answer, Class<T> type) {
        try {
            return JSON.readValue(answer.body(), type);
        } catch (JacksonException e) {
            throw CommandFailed.failed(uri("/") + " is not a homeport of this version");
        }
    }

    private CommandFailed unexpected(HttpResponse<String> answer) {
        return CommandFailed.failed(
                uri("/") + " answered " + answer.statusCode() + ": " + answer.body().strip());
    }
}
