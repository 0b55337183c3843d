package dev.homeport.storage.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.storage.ChildProcess;
import dev.homeport.storage.Document;
import dev.homeport.storage.backup.Backups;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A writer that is killed with SIGKILL loses nothing it acknowledged. {@code -DkillRounds=100}
 * kills it more often.
 */
class KillTest {
    @TempDir Path folder;

    @Test
    void everyAcknowledgedWriteOutlivesTheProcess() throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        var random = new SplittableRandom(seed);
        Path data = folder.resolve("data");
        var acknowledged = new HashMap<String, Long>();
        for (int round = 0; round < Integer.getInteger("killRounds", 10); round++) {
            String what = "round " + round + ", -Dseed=" + seed;
            int writes = random.nextInt(1, 400);
            writeAndKill(data, writes, acknowledged);
            var check = Backups.verify(data);
            assertEquals(List.of(), check.findings(), what);
            requireAll(data, acknowledged, what);
        }
        assertTrue(acknowledged.size() > 1, "no thread was heard of");
    }

    private static void writeAndKill(Path data, int writes, Map<String, Long> acknowledged)
            throws Exception {
        try (var child = ChildProcess.start(WritingChild.class, data.toString())) {
            assertEquals("ready", child.line());
            for (int i = 0; i < writes; i++) note(child.line(), acknowledged);
            for (String line : child.kill()) note(line, acknowledged);
        }
    }

    private static void note(String line, Map<String, Long> acknowledged) {
        String[] words = line.split(" ", -1);
        acknowledged.put(words[0], Long.valueOf(words[1]));
    }

    private static void requireAll(Path data, Map<String, Long> acknowledged, String what)
            throws Exception {
        try (var store =
                SqliteStore.open(StoreConfig.of(data), WritingChild.COLLECTIONS, List.of())) {
            long expected = 0;
            for (int t = 0; t < 16; t++) {
                String thread = "t" + t;
                long version =
                        store.read(view -> view.get(WritingChild.COUNTERS, thread))
                                .map(Document::version)
                                .orElse(1L);
                long told = acknowledged.getOrDefault(thread, 1L);
                assertTrue(version >= told, what + ": " + thread + " lost " + told);
                for (long n = 1; n < version; n++) {
                    String id = thread + "-" + n;
                    assertTrue(
                            store.read(view -> view.get(WritingChild.LEFT, id)).isPresent(),
                            what + ": lost " + id);
                }
                expected += version - 1;
            }
            assertEquals(expected, WritingChild.counted(store, WritingChild.LEFT), what);
            assertEquals(expected, WritingChild.counted(store, WritingChild.RIGHT), what);
        }
    }
}
