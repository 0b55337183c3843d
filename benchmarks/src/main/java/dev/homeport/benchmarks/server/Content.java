package dev.homeport.benchmarks.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * What every server is given to serve: copies of the demo's zones and of its site, with files of
 * exactly 1 KiB, 100 KiB and 10 MiB beside the site's own.
 *
 * @param zones folder of master files, each named for its zone
 * @param site root of the site
 */
public record Content(Path zones, Path site) {
    /** Host of the site. */
    public static final String HOST = "www.foobar.com";

    /** Path of the file of 1 KiB. */
    public static final String SMALL_FILE = "/one-kibibyte.html";

    /** Host of the same files without an application behind them. */
    public static final String FILES_HOST = "files.foobar.com";

    /** Path of the file of 100 KiB, which does not shrink. */
    public static final String MIDDLE_FILE = "/hundred-kibibytes.bin";

    /** Path of the file of 10 MiB, which does not shrink. */
    public static final String LARGE_FILE = "/ten-mebibytes.bin";

    /** Path under which there is nothing. */
    public static final String NO_FILE = "/there-is-no-such-file.html";

    private static final int SMALL_FILE_BYTES = 1024;
    private static final String ZONE_SUFFIX = ".zone";

    /**
     * Copies the demo.
     *
     * @throws IOException if it is not there or cannot be copied
     */
    public static Content copy(Path demo, Path folder) throws IOException {
        Path zones = folder.resolve("zones");
        Path site = folder.resolve("sites").resolve(HOST);
        copyTree(demo.resolve("zones"), zones);
        copyTree(demo.resolve("sites").resolve(HOST), site);
        Files.writeString(site.resolve(SMALL_FILE.substring(1)), smallPage());
        noise(site.resolve(MIDDLE_FILE.substring(1)), 100 << 10);
        noise(site.resolve(LARGE_FILE.substring(1)), 10 << 20);
        return new Content(zones, site);
    }

    /**
     * The same with {@link LargeZone} beside the demo's zones.
     *
     * @param names in it; none leaves it out
     * @throws IOException if it cannot be written
     */
    public Content withLargeZone(int names) throws IOException {
        if (names > 0) LargeZone.write(zones, names);
        return this;
    }

    /** The zones by name, each with its file. */
    public List<Zone> zoneFiles() throws IOException {
        try (Stream<Path> files = Files.list(zones)) {
            return files.filter(file -> file.toString().endsWith(ZONE_SUFFIX))
                    .sorted()
                    .map(Content::zone)
                    .toList();
        }
    }

    /**
     * One zone.
     *
     * @param name without the dot at the end
     * @param file its master file
     */
    public record Zone(String name, Path file) {}

    private static Zone zone(Path file) {
        String name = String.valueOf(file.getFileName());
        return new Zone(name.substring(0, name.length() - ZONE_SUFFIX.length()), file);
    }

    private static String smallPage() {
        String start = "<!doctype html><title>1 KiB</title><p>";
        return start + "x".repeat(SMALL_FILE_BYTES - start.length() - 1) + "\n";
    }

    private static void noise(Path file, int bytes) throws IOException {
        byte[] content = new byte[bytes];
        new SplittableRandom(bytes).nextBytes(content);
        Files.write(file, content);
    }

    private static void copyTree(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) Files.createDirectories(target);
                else Files.copy(file, target);
            }
        }
    }
}
