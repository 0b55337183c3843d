package dev.homeport.dns.transfer;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Passes on so many lines in a while and then only counts: lines that strangers cause are as many
 * as strangers like. What was left out is told with the first line after that while. Thread-safe.
 */
public final class SparingLog implements TransferLog {
    /** Enough for a person to see what goes on. */
    public static final int LINES_MAX = 100;

    /** How long a while is. */
    public static final Duration WHILE = Duration.ofMinutes(1);

    private final TransferLog log;
    private final InstantSource clock;

    // Guarded by this.
    private Instant end = Instant.EPOCH;
    private int lines;
    private long leftOut;

    /** Passes on to {@code log}. */
    public SparingLog(TransferLog log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
    }

    @Override
    public void happened(String line) {
        if (mayPass()) log.happened(line);
    }

    @Override
    public void failed(String line) {
        if (mayPass()) log.failed(line);
    }

    private synchronized boolean mayPass() {
        Instant now = clock.instant();
        // A clock that was set back must not silence the log until it is there again.
        if (!now.isBefore(end) || now.isBefore(end.minus(WHILE))) {
            if (leftOut > 0) log.failed("event=lines_left_out count=" + leftOut);
            end = now.plus(WHILE);
            lines = 0;
            leftOut = 0;
        }
        if (lines < LINES_MAX) {
            lines++;
            return true;
        }
        leftOut++;
        return false;
    }
}
