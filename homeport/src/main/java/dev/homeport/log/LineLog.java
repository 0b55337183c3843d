package dev.homeport.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * A log file with a line for each entry. {@link #offer} may be called by any thread, event loops
 * too: it neither waits nor formats. One thread of the log formats what has come, many lines in one
 * write.
 *
 * <p>Nothing that happens to the file reaches the caller of {@code offer}. Entries that find the
 * queue full are {@link #dropped()}; lines the disk refuses are {@link #lost()}, and the next lines
 * try again. Whoever opens it closes it.
 *
 * @param <E> what is logged
 */
public final class LineLog<E> implements AutoCloseable {
    /** Entries that may wait for the disk: at 100 000 a second, a third of a second. */
    public static final int ENTRIES_MAX = 32 * 1024;

    private static final int BATCH_CHARS = 64 * 1024;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long CLOSE_MILLIS = 5_000;

    private final EntryQueue<E> queue;
    private final LineFormat<E> format;
    private final LineFile file;
    private final Trouble trouble;
    private final Thread writer;

    private final AtomicBoolean waiting = new AtomicBoolean();
    private final AtomicBoolean reopening = new AtomicBoolean();
    private final AtomicBoolean closing = new AtomicBoolean();
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final LongAdder dropped = new LongAdder();

    // From here on of the writer alone.
    private final StringBuilder lines = new StringBuilder(BATCH_CHARS);
    private int lineCount;
    private boolean inTrouble;
    private long lostBefore;

    /**
     * Hears of a file that cannot be written, and of its recovery; called by the thread of the log.
     */
    public interface Trouble {
        /** Hears nothing. */
        Trouble NONE =
                new Trouble() {
                    @Override
                    public void began(Path file, Exception cause) {}

                    @Override
                    public void ended(Path file, long linesLost) {}
                };

        /** The first of several failures in a row. */
        void began(Path file, Exception cause);

        /**
         * Lines are written again.
         *
         * @param linesLost in this time
         */
        void ended(Path file, long linesLost);
    }

    private LineLog(LineFile file, int entriesMax, LineFormat<E> format, Trouble trouble) {
        this.file = file;
        this.format = format;
        this.trouble = trouble;
        queue = new EntryQueue<>(entriesMax);
        writer =
                Thread.ofPlatform()
                        .daemon()
                        .name("log " + file.path().getFileName())
                        .unstarted(this::run);
    }

    /**
     * Opens a log that appends to a file; the file and its folder are made when they are missing.
     *
     * @param entriesMax entries that may wait, rounded up to a power of two
     * @throws IOException when the file cannot be opened, since it is better said at start
     */
    public static <E> LineLog<E> open(
            Path path, int entriesMax, LineFormat<E> format, Trouble trouble) throws IOException {
        var file = new LineFile(path);
        file.open();
        var log = new LineLog<>(file, entriesMax, format, trouble);
        log.writer.start();
        return log;
    }

    /** Takes an entry to be written soon, or drops and counts it; never waits. */
    public void offer(E entry) {
        if (closing.get() || !queue.offer(entry)) {
            dropped.increment();
            return;
        }
        // Reading is cheap, waking is a system call: at most one for each pause of the writer.
        if (waiting.get() && waiting.compareAndSet(true, false)) LockSupport.unpark(writer);
    }

    /**
     * Opens the name of the file again, after a log rotation has moved the file away; returns at
     * once.
     */
    public void reopen() {
        reopening.set(true);
        LockSupport.unpark(writer);
    }

    /** Lines that were written. */
    public long written() {
        return written.get();
    }

    /** Entries that found the queue full, or the log closed. */
    public long dropped() {
        return dropped.sum();
    }

    /** Lines that the disk refused. */
    public long lost() {
        return lost.get();
    }

    /**
     * Writes what has been offered and closes the file; waits five seconds for the disk, not
     * longer.
     */
    @Override
    public void close() {
        closing.set(true);
        LockSupport.unpark(writer);
        try {
            writer.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        boolean last;
        do {
            // Read first: what was offered before closing is in the queue by then.
            last = closing.get();
            drain();
            if (reopening.getAndSet(false)) reopenNow();
            if (!last) pause();
        } while (!last);
        closeNow();
    }

    /** Writes what waits, but not for ever what comes meanwhile. */
    private void drain() {
        int left = queue.capacity();
        while (left > 0) {
            int taken = fill(left);
            if (taken == 0) return;
            left -= taken;
            write();
        }
    }

    /** Formats entries until the batch is full; tells how many it took. */
    private int fill(int entriesMax) {
        lines.setLength(0);
        lineCount = 0;
        int taken = 0;
        while (taken < entriesMax && lines.length() < BATCH_CHARS) {
            E entry = queue.poll();
            if (entry == null) return taken;
            taken++;
            appendLine(entry);
        }
        return taken;
    }

    private void appendLine(E entry) {
        int start = lines.length();
        try {
            format.append(entry, lines);
            lines.append('\n');
            lineCount++;
        } catch (RuntimeException e) {
            // A fault of ours in one format must not end the log.
            lines.setLength(start);
            fail(e, 1);
        }
    }

    private void write() {
        if (lineCount == 0) return;
        try {
            file.append(lines);
            written.addAndGet(lineCount);
        } catch (IOException e) {
            fail(e, lineCount);
            return;
        }
        if (inTrouble) trouble.ended(file.path(), lost.get() - lostBefore);
        inTrouble = false;
    }

    private void fail(Exception cause, int count) {
        if (!inTrouble) {
            inTrouble = true;
            lostBefore = lost.get();
            trouble.began(file.path(), cause);
        }
        lost.addAndGet(count);
    }

    private void reopenNow() {
        try {
            file.open();
        } catch (IOException e) {
            fail(e, 0);
        }
    }

    private void closeNow() {
        try {
            file.close();
        } catch (IOException e) {
            fail(e, 0);
        }
    }

    /** Lets lines gather for one write, then waits for the first one if none came. */
    private void pause() {
        if (!closing.get()) LockSupport.parkNanos(this, PAUSE_NANOS);
        while (true) {
            // Set before looking, so that whoever offers after the look sees it and wakes us.
            waiting.set(true);
            if (!queue.isEmpty() || closing.get() || reopening.get()) break;
            LockSupport.park(this);
        }
        waiting.set(false);
    }
}
