package dev.homeport.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A copy of the demo in a folder of its own, on free ports.
 *
 * @param folder where homeport.toml is
 */
record SiteFolder(Path folder) {
    static final Path REPOSITORY =
            Path.of(System.getProperty("homeport.repository", "..")).toAbsolutePath().normalize();

    private static final String CONFIGURATION =
            """
            [data]
            directory = "data"

            [dns]
            listen = ["127.0.0.1:0"]
            zones = "zones"
            id = "ns1.lab"

            [dns.tls]
            listen = ["127.0.0.1:0"]

            [http]
            listen = ["127.0.0.1:0"]

            [https]
            listen = ["127.0.0.1:0"]

            [admin]
            listen = "127.0.0.1:0"

            [[site]]
            host = "www.foobar.com"
            root = "sites/www.foobar.com"
            application = "gazette"

            [[site]]
            host = "foobar.com"
            redirect = "www.foobar.com"
            """;

    /** Copies the demo's zones and sites below {@code folder}. */
    static SiteFolder ofDemo(Path folder) throws IOException {
        Path demo = REPOSITORY.resolve("demo");
        copy(demo.resolve("zones"), folder.resolve("zones"));
        copy(demo.resolve("sites"), folder.resolve("sites"));
        Files.writeString(folder.resolve("homeport.toml"), CONFIGURATION);
        return new SiteFolder(folder);
    }

    /** Copies a folder with all that is in it. */
    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            files.forEach(file -> copyOne(file, to.resolve(from.relativize(file).toString())));
        }
    }

    private static void copyOne(Path file, Path target) {
        try {
            if (Files.isDirectory(file)) Files.createDirectories(target);
            else Files.copy(file, target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path zoneFile() {
        return folder.resolve("zones/foobar.com.zone");
    }

    Path configuration() {
        return folder.resolve("homeport.toml");
    }

    Path data() {
        return folder.resolve("data");
    }

    /** Adds lines to the zone. */
    void appendToZone(String lines) throws IOException {
        Files.writeString(zoneFile(), Files.readString(zoneFile()) + lines);
    }

    /** The launcher, started in this folder, as a user would; it never builds. */
    Tool homeport() {
        return Tool.at(REPOSITORY.resolve("bin/homeport"))
                .in(folder)
                .with(java.util.Map.of("HOMEPORT_BUILD", "never"));
    }
}
