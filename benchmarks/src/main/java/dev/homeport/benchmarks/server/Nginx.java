package dev.homeport.benchmarks.server;

import dev.homeport.benchmarks.process.Tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * nginx with one worker, at its best: without sendfile and tcp_nopush, which cost it system calls,
 * but for the large file; with open files cached, connections kept for ever and the cheapest
 * cipher. It speaks TLS if there is a certificate in its folder, see {@link #certify}.
 *
 * @param program its executable
 * @param accessLog whether it writes one
 * @param user the user this program runs as
 */
public record Nginx(Path program, AccessLog accessLog, String user) implements Contestant {
    private static final String KEY = "key.pem";
    private static final String CERTIFICATE = "certificate.pem";

    /** What nginx writes down of each request. */
    public enum AccessLog {
        /** Nothing. */
        OFF,
        /** The combined format, gathered in memory and written once a second. */
        BUFFERED
    }

    @Override
    public String name() {
        return switch (accessLog) {
            case OFF -> "nginx";
            case BUFFERED -> "nginx-log";
        };
    }

    @Override
    public Set<Protocol> protocols() {
        return Set.of(Protocol.HTTP);
    }

    @Override
    public List<String> versionCommand() {
        return List.of(program.toString(), "-v");
    }

    @Override
    public List<String> prepare(Content content, Path folder, Ports ports) throws IOException {
        certify(folder);
        String text = process(folder) + http(content, folder, ports);
        Path file = folder.resolve("nginx.conf");
        Files.writeString(file, text);
        return List.of(
                program.toString(),
                "-p",
                folder.toString(),
                "-e",
                folder.resolve("error.log").toString(),
                "-c",
                file.toString());
    }

    /** Makes a certificate; of the same kind as ours, though a kept connection uses it once. */
    private static void certify(Path folder) throws IOException {
        Optional<Path> openssl = Tool.find("openssl", "/usr/local/bin:/usr/bin:/bin");
        if (openssl.isEmpty()) return;
        String words =
                "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -keyout "
                        + folder.resolve(KEY)
                        + " -out "
                        + folder.resolve(CERTIFICATE)
                        + " -subj /CN="
                        + Content.HOST;
        List<String> command = new ArrayList<>(List.of(openssl.get().toString()));
        command.addAll(List.of(words.split(" ")));
        Tool.run(command, Duration.ofSeconds(10));
    }

    private static String tls(Path folder, Ports ports) {
        if (!Files.exists(folder.resolve(CERTIFICATE))) return "";
        return """
            listen 127.0.0.1:%1$d ssl http2;
            ssl_certificate %2$s;
            ssl_certificate_key %3$s;
            ssl_conf_command Ciphersuites TLS_AES_128_GCM_SHA256;
        """
                .formatted(ports.https(), folder.resolve(CERTIFICATE), folder.resolve(KEY));
    }

    private String process(Path folder) {
        // As root the worker would change to a user who may not read our folder; else nginx warns.
        String userLine = user.equals("root") ? "user root;\n" : "";
        return userLine
                + """
                daemon off;
                worker_processes 1;
                pid %1$s/nginx.pid;
                error_log %1$s/error.log crit;
                events { worker_connections 1024; }
                """
                        .formatted(folder);
    }

    private String http(Content content, Path folder, Ports ports) {
        String log =
                switch (accessLog) {
                    case OFF -> "off";
                    case BUFFERED -> folder + "/access.log combined buffer=64k flush=1s";
                };
        return """
        http {
          types { text/html html; text/css css; text/javascript js; image/svg+xml svg; }
          access_log %1$s;
          sendfile off;
          tcp_nopush off;
          keepalive_requests 1000000000;
          open_file_cache max=1000 inactive=1h;
          open_file_cache_valid 60s;
          client_body_temp_path %2$s/body;
          proxy_temp_path %2$s/proxy;
          fastcgi_temp_path %2$s/fastcgi;
          uwsgi_temp_path %2$s/uwsgi;
          scgi_temp_path %2$s/scgi;
          server {
            listen 127.0.0.1:%3$d;
        %6$s    server_name %4$s;
            root %5$s;
            location = %7$s { sendfile on; tcp_nopush on; }
          }
        }
        """
                .formatted(
                        log,
                        folder,
                        ports.http(),
                        Content.HOST,
                        content.site(),
                        tls(folder, ports),
                        Content.LARGE_FILE);
    }
}
