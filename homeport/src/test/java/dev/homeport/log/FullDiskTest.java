package dev.homeport.log;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Linux has a file that is always full. */
class FullDiskTest {
    private static final Path FULL = Path.of("/dev/full");

    @TempDir Path folder;

    private final List<String> heard = Collections.synchronizedList(new ArrayList<>());

    private final LineLog.Trouble trouble =
            new LineLog.Trouble() {
                @Override
                public void began(Path file, Exception cause) {
                    heard.add("began " + file.getFileName() + ": " + cause.getMessage());
                }

                @Override
                public void ended(Path file, long linesLost) {
                    heard.add("ended " + file.getFileName() + ": " + linesLost);
                }
            };

    @Test
    void linesAreCountedAsLostUntilThereIsRoomAgain() throws Exception {
        assumeTrue(Files.exists(FULL), "this system has no /dev/full");
        Path file = folder.resolve("access.log");
        Files.createSymbolicLink(file, FULL);
        try (LineLog<String> log = LineLog.open(file, 64, (e, line) -> line.append(e), trouble)) {
            log.offer("one");
            await().until(() -> log.lost() == 1);
            log.offer("two");
            await().until(() -> log.lost() == 2);
            assertEquals(List.of("began access.log: No space left on device"), heard);
            Files.delete(file);
            log.offer("three");
            await().until(() -> log.written() == 1);
        }
        assertEquals(List.of("three"), Files.readAllLines(file));
        assertEquals("ended access.log: 2", heard.getLast());
        assertEquals(2, heard.size());
    }
}
