package dev.homeport.benchmarks.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Homeport, started with its launcher as a user does, with everything on that is on by default.
 *
 * @param home folder of the checkout
 * @param jdk folder of the JDK the launcher is to use
 * @param edge how it is to use its sockets for DNS
 */
public record Homeport(Path home, Path jdk, Edge edge) implements Contestant {
    /** Its name, to which the others are compared. */
    public static final String NAME = "homeport";

    /** Its ways to use sockets. */
    public enum Edge {
        /** Its own choice. */
        AUTO(NAME),
        /** The first that it falls back to. */
        EPOLL(NAME + "-epoll"),
        /** The second. */
        NIO(NAME + "-nio");

        private final String label;

        Edge(String label) {
            this.label = label;
        }

        /** The contestant's name in the tables and on the command line. */
        public String label() {
            return label;
        }
    }

    @Override
    public String name() {
        return edge.label;
    }

    @Override
    public Set<Protocol> protocols() {
        return edge == Edge.AUTO ? Set.of(Protocol.DNS, Protocol.HTTP) : Set.of(Protocol.DNS);
    }

    @Override
    public Map<String, String> environment() {
        if (edge == Edge.AUTO) return Map.of("JAVA_HOME", jdk.toString());
        // Every Java program reads this variable, so the launcher need not know of it.
        String chosen = "-Dhomeport.dns.edge=" + edge;
        return Map.of("JAVA_HOME", jdk.toString(), "JDK_JAVA_OPTIONS", chosen);
    }

    @Override
    public List<String> versionCommand() {
        return List.of(launcher(), "version");
    }

    @Override
    public List<String> prepare(Content content, Path folder, Ports ports) throws IOException {
        Path file = folder.resolve("homeport.toml");
        Files.writeString(file, configuration(content, folder, ports));
        return List.of(launcher(), "up", "--config", file.toString());
    }

    private String launcher() {
        return home.resolve("bin/homeport").toString();
    }

    private static String configuration(Content content, Path folder, Ports ports) {
        return listeners(content, folder, ports) + sites(content);
    }

    private static String listeners(Content content, Path folder, Ports ports) {
        return """
        [data]
        directory = "%1$s/data"

        [dns]
        listen = ["127.0.0.1:%2$d"]
        zones = "%3$s"

        [dns.tls]
        listen = []

        [http]
        listen = ["127.0.0.1:%4$d"]

        [https]
        listen = ["127.0.0.1:%5$d"]

        [admin]
        listen = "127.0.0.1:%6$d"

        """
                .formatted(
                        folder,
                        ports.dns(),
                        content.zones(),
                        ports.http(),
                        ports.https(),
                        ports.admin());
    }

    private static String sites(Content content) {
        return """
        [[site]]
        host = "%1$s"
        root = "%2$s"
        application = "gazette"

        [[site]]
        host = "%3$s"
        root = "%2$s"

        [[site]]
        host = "foobar.com"
        redirect = "%1$s"
        """
                .formatted(Content.HOST, content.site(), Content.FILES_HOST);
    }
}
