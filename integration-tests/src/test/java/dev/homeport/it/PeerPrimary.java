package dev.homeport.it;

import static org.awaitility.Awaitility.await;

import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * NSD, Knot or BIND as the primary of {@code peer.test}, in a folder of its own, as this user, with
 * a key for all transfers. Closing it stops it.
 */
final class PeerPrimary implements AutoCloseable {
    static final String ZONE = "peer.test";
    static final String KEY = "transfer.key";
    static final String SECRET = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Kind kind;
    private final Path folder;
    private final int port;
    private final int notified;
    private @Nullable Process process;

    /** The programs. */
    enum Kind {
        NSD("nsd"),
        KNOT("knotd"),
        BIND("named");

        private final String program;

        Kind(String program) {
            this.program = program;
        }
    }

    private PeerPrimary(Kind kind, Path folder, int port, int notified) {
        this.kind = kind;
        this.folder = folder;
        this.port = port;
        this.notified = notified;
    }

    /**
     * Starts one with a zone of serial 1.
     *
     * @param port to listen on
     * @param notified the port of loopback that is told of changes
     */
    static PeerPrimary start(Kind kind, Path folder, int port, int notified)
            throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve("db"));
        PeerPrimary peer = new PeerPrimary(kind, folder, port, notified);
        Files.writeString(folder.resolve("peer.conf"), peer.configuration());
        peer.write(1, "www A 192.0.2.1");
        peer.up();
        return peer;
    }

    int port() {
        return port;
    }

    /** Starts it, again after {@link #down}. */
    void up() throws IOException, InterruptedException {
        String program = Tool.named(kind.program).path().toString();
        Path conf = folder.resolve("peer.conf");
        List<String> command =
                switch (kind) {
                    case NSD -> List.of(program, "-d", "-c", conf.toString());
                    case KNOT -> List.of(program, "-c", conf.toString());
                    case BIND -> List.of(program, "-g", "-n", "1", "-c", conf.toString());
                };
        Process started =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("output").toFile())
                        .start();
        process = started;
        started.getOutputStream().close();
        await(kind + " is up").atMost(PATIENCE).until(() -> serial() > 0);
    }

    /** Gives the zone other records and has them loaded. */
    void change(long serial, String... records) throws IOException, InterruptedException {
        // Servers look at the time of a file, which has but seconds with some.
        Path file = folder.resolve("peer.zone");
        var before = Files.getLastModifiedTime(file).toInstant();
        write(serial, records);
        Files.setLastModifiedTime(
                file, java.nio.file.attribute.FileTime.from(before.plusSeconds(2)));
        long pid = Objects.requireNonNull(process).pid();
        Tool.named("kill").run("-HUP", Long.toString(pid));
        await(kind + " has serial " + serial).atMost(PATIENCE).until(() -> serial() == serial);
    }

    private void write(long serial, String... records) throws IOException {
        String zone =
                """
                $ORIGIN peer.test.
                $TTL 300
                @ SOA ns1 host %d 3600 600 86400 300
                @ NS ns1
                ns1 A 192.0.2.53
                mail MX 10 www
                """
                        .formatted(serial);
        Files.writeString(folder.resolve("peer.zone"), zone + String.join("\n", records) + "\n");
    }

    private long serial() throws IOException {
        SimpleResolver resolver =
                new SimpleResolver(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        resolver.setTimeout(Duration.ofSeconds(1));
        Record question = Record.newRecord(Name.fromString(ZONE + "."), Type.SOA, DClass.IN);
        try {
            for (Record record :
                    resolver.send(Message.newQuery(question)).getSection(Section.ANSWER)) {
                if (record instanceof SOARecord soa) return soa.getSerial();
            }
        } catch (IOException e) {
            // Not up yet.
        }
        return -1;
    }

    private String configuration() {
        String template =
                switch (kind) {
                    case NSD -> NSD_CONFIGURATION;
                    case KNOT -> KNOT_CONFIGURATION;
                    case BIND -> BIND_CONFIGURATION;
                };
        return template.replace("FOLDER", folder.toString())
                .replace("PORT", Integer.toString(port))
                .replace("NOTIFIED", Integer.toString(notified))
                .replace("KEY", KEY)
                .replace("SECRET", SECRET);
    }

    private static final String NSD_CONFIGURATION =
            """
            server:
              server-count: 1
              ip-address: 127.0.0.1@PORT
              username: ""
              chroot: ""
              zonesdir: "FOLDER"
              database: ""
              pidfile: "FOLDER/nsd.pid"
              xfrdfile: "FOLDER/xfrd.state"
              zonelistfile: "FOLDER/zone.list"
              xfrdir: "FOLDER"
            remote-control:
              control-enable: no
            key:
              name: "KEY"
              algorithm: hmac-sha256
              secret: "SECRET"
            zone:
              name: "peer.test"
              zonefile: "peer.zone"
              store-ixfr: yes
              create-ixfr: yes
              notify: 127.0.0.1@NOTIFIED KEY
              provide-xfr: 127.0.0.1 KEY
            """;

    private static final String KNOT_CONFIGURATION =
            """
            server:
                rundir: "FOLDER"
                pidfile: "FOLDER/knot.pid"
                listen: 127.0.0.1@PORT
            log:
              - target: stdout
                any: info
            database:
                storage: "FOLDER/db"
            key:
              - id: KEY
                algorithm: hmac-sha256
                secret: SECRET
            remote:
              - id: ours
                address: 127.0.0.1@NOTIFIED
                key: KEY
            acl:
              - id: transfer
                key: KEY
                action: transfer
            zone:
              - domain: peer.test
                storage: "FOLDER"
                file: "peer.zone"
                zonefile-load: difference
                zonefile-sync: -1
                journal-content: changes
                notify: ours
                acl: transfer
            """;

    private static final String BIND_CONFIGURATION =
            """
            options {
              directory "FOLDER";
              listen-on port PORT { 127.0.0.1; };
              listen-on-v6 { none; };
              pid-file "FOLDER/named.pid";
              session-keyfile "FOLDER/session.key";
              lock-file none;
              recursion no;
              dnssec-validation no;
              notify explicit;
              notify-delay 0;
              ixfr-from-differences yes;
              max-ixfr-ratio unlimited;
            };
            key "KEY" { algorithm hmac-sha256; secret "SECRET"; };
            controls { };
            zone "peer.test" {
              type primary;
              file "FOLDER/peer.zone";
              allow-transfer { key "KEY"; };
              also-notify { 127.0.0.1 port NOTIFIED key "KEY"; };
            };
            """;

    /** Stops it; {@link #up} starts it again. */
    void down() {
        Process running = process;
        if (running == null) return;
        process = null;
        running.destroy();
        try {
            if (!running.waitFor(20, TimeUnit.SECONDS)) running.destroyForcibly();
        } catch (InterruptedException e) {
            running.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        down();
    }
}
