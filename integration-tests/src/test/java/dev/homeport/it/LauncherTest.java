package dev.homeport.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** {@code bin/homeport} itself, in a copy without sources whose path has a space. */
class LauncherTest {
    private static final Path TARGET = Path.of("homeport/target");

    @TempDir static Path folder;
    private static Path home;
    private static SiteFolder site;

    @BeforeAll
    static void copy() throws IOException {
        home = folder.resolve("a home (with spaces)");
        for (Path part : new Path[] {Path.of("bin"), TARGET.resolve("lib")}) {
            Files.createDirectories(home.resolve(part).getParent());
            SiteFolder.copy(SiteFolder.REPOSITORY.resolve(part), home.resolve(part));
        }
        Path jar = TARGET.resolve("homeport.jar");
        Files.copy(SiteFolder.REPOSITORY.resolve(jar), home.resolve(jar));
        // What training starts.
        SiteFolder.ofDemo(Files.createDirectories(home.resolve("demo")));
        site = SiteFolder.ofDemo(Files.createDirectories(folder.resolve("a site")));
    }

    @Test
    void preparesOnceAndThenStartsFromWhatItPrepared() throws Exception {
        Path cache = home.resolve(TARGET).resolve("homeport.aot");
        String first;
        String second;

        try (RunningHomeport homeport = start()) {
            first = homeport.output();
            assertEquals(0, homeport.terminate());
        }
        boolean isPrepared = Files.exists(cache);
        try (RunningHomeport homeport = start()) {
            second = homeport.output();
            assertEquals(0, status().exitCode());
            assertEquals(0, homeport.terminate());
        }

        assertTrue(first.contains("preparing for quick starts"), first);
        assertTrue(isPrepared);
        assertTrue(!second.contains("preparing"), second);
    }

    private static RunningHomeport start() throws IOException {
        return RunningHomeport.start(site, launcher(), "auto");
    }

    private static Tool.Result status() throws Exception {
        return Tool.at(launcher())
                .in(site.folder())
                .with(Map.of("HOMEPORT_BUILD", "never"))
                .run("status");
    }

    private static Path launcher() {
        return home.resolve("bin/homeport");
    }
}
