package dev.homeport.log;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

class LineLogTest {
    private static final LineFormat<String> PLAIN = (entry, line) -> line.append(entry);

    @TempDir Path folder;

    private Path file;

    @BeforeEach
    void start() {
        file = folder.resolve("log/access.log");
    }

    private LineLog<String> open(LineFormat<String> format) throws IOException {
        return LineLog.open(file, 1024, format, LineLog.Trouble.NONE);
    }

    @Test
    void closingWritesWhatWasOffered() throws IOException {
        List<String> lines = IntStream.range(0, 1_000).mapToObj(i -> "line " + i).toList();
        LineLog<String> log = open(PLAIN);
        lines.forEach(log::offer);
        log.close();
        assertEquals(lines, Files.readAllLines(file));
        assertEquals(1_000, log.written());
        assertEquals(0, log.dropped());
    }

    @Test
    void linesAppearWithoutClosing() throws IOException {
        try (LineLog<String> log = open(PLAIN)) {
            for (int count = 1; count <= 3; count++) {
                log.offer("line " + count);
                int expected = count;
                await().until(() -> log.written() == expected);
            }
            assertEquals(List.of("line 1", "line 2", "line 3"), Files.readAllLines(file));
        }
    }

    @Test
    void laterStartsAppendAndOthersCannotRead() throws IOException {
        for (String line : List.of("first", "second")) {
            try (LineLog<String> log = open(PLAIN)) {
                log.offer(line);
            }
        }
        assertEquals(List.of("first", "second"), Files.readAllLines(file));
        String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        assertTrue(mode.endsWith("---"), mode);
    }

    @Test
    void aFullQueueDropsAndCountsAndDoesNotWait() throws Exception {
        var held = new CountDownLatch(1);
        var released = new CountDownLatch(1);
        LineLog<String> log =
                open(
                        (entry, line) -> {
                            held.countDown();
                            awaitQuietly(released);
                            line.append(entry);
                        });
        log.offer("held");
        held.await();
        for (int i = 0; i < 1_024 + 7; i++) log.offer("line " + i);
        assertEquals(7, log.dropped(), "the writer holds one, the queue 1024");
        released.countDown();
        log.close();
        assertEquals(1_025, log.written());
        assertEquals("line 1023", Files.readAllLines(file).getLast());
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void everyEntryOfManyThreadsIsWrittenOrCounted() throws Exception {
        LineLog<String> log = open(PLAIN);
        var threads = new ArrayList<Thread>();
        for (int t = 0; t < 4; t++) {
            int thread = t;
            threads.add(
                    Thread.ofPlatform()
                            .start(
                                    () ->
                                            IntStream.range(0, 50_000)
                                                    .forEach(i -> log.offer(thread + " " + i))));
        }
        for (Thread thread : threads) thread.join();
        log.close();
        List<String> lines = Files.readAllLines(file);
        assertEquals(200_000, log.written() + log.dropped());
        assertEquals(log.written(), lines.size());
        assertEquals(lines.size(), lines.stream().distinct().count());
        for (int thread = 0; thread < 4; thread++) {
            String mark = thread + " ";
            List<Integer> numbers =
                    lines.stream()
                            .filter(line -> line.startsWith(mark))
                            .map(line -> Integer.valueOf(line.substring(2)))
                            .toList();
            assertEquals(numbers.stream().sorted().toList(), numbers, "in its order");
        }
    }

    @Test
    void rotationMovesTheFileAndReopens() throws IOException {
        Path moved = folder.resolve("log/access.log.1");
        try (LineLog<String> log = open(PLAIN)) {
            log.offer("before");
            await().until(() -> log.written() == 1);
            Files.move(file, moved);
            log.offer("between");
            await().until(() -> log.written() == 2);
            log.reopen();
            await().until(() -> Files.exists(file));
            log.offer("after");
        }
        assertEquals(List.of("before", "between"), Files.readAllLines(moved));
        assertEquals(List.of("after"), Files.readAllLines(file));
    }

    @Test
    void anEntryAfterClosingIsCounted() throws IOException {
        LineLog<String> log = open(PLAIN);
        log.close();
        log.close();
        log.offer("late");
        assertEquals(1, log.dropped());
        assertEquals(List.of(), Files.readAllLines(file));
    }

    @Test
    void aPlaceThatCannotBeWrittenIsSaidAtStart() throws IOException {
        Files.writeString(folder.resolve("log"), "a file where the folder belongs");
        assertThrows(IOException.class, () -> open(PLAIN));
    }

    @Test
    void aFormatThatFailsLosesItsLineOnly() throws IOException {
        LineLog<String> log =
                open(
                        (entry, line) -> {
                            line.append(entry);
                            if (entry.equals("bad")) throw new IllegalStateException("bad entry");
                        });
        for (String entry : List.of("good", "bad", "fine")) log.offer(entry);
        log.close();
        assertEquals(List.of("good", "fine"), Files.readAllLines(file));
        assertEquals(1, log.lost());
    }
}
