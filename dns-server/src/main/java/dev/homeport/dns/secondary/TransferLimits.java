package dev.homeport.dns.secondary;

import java.time.Duration;

/**
 * Bounds of one transfer: whatever a primary sends, it takes no more than this.
 *
 * @param connectTimeout for a connection to stand
 * @param readTimeout without a single byte
 * @param totalTimeout for the whole transfer
 * @param bytesPerMinuteMin a transfer that is slower is given up, as it keeps others waiting
 * @param pollTimeout for one answer to a question over UDP
 * @param pollTries how often a question is sent over UDP
 * @param messagesMax messages of one transfer
 * @param recordsMax records of one transfer
 * @param bytesMax bytes of one transfer on the wire
 * @param zoneBytesMax bytes of owners and data with all names expanded
 */
public record TransferLimits(
        Duration connectTimeout,
        Duration readTimeout,
        Duration totalTimeout,
        int bytesPerMinuteMin,
        Duration pollTimeout,
        int pollTries,
        int messagesMax,
        int recordsMax,
        long bytesMax,
        long zoneBytesMax) {

    /** Bounds that let a zone of some ten million records in. */
    public static final TransferLimits DEFAULT =
            new TransferLimits(
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(30),
                    Duration.ofHours(1),
                    10 * 1024,
                    Duration.ofSeconds(2),
                    3,
                    10_000_000,
                    20_000_000,
                    2L << 30,
                    4L << 30);

    public TransferLimits {
        require(connectTimeout.isPositive(), "connectTimeout must be positive");
        require(readTimeout.isPositive(), "readTimeout must be positive");
        require(totalTimeout.isPositive(), "totalTimeout must be positive");
        require(pollTimeout.isPositive(), "pollTimeout must be positive");
        require(bytesPerMinuteMin >= 0, "bytesPerMinuteMin must not be negative");
        require(pollTries >= 1, "pollTries must be at least 1");
        require(messagesMax >= 1, "messagesMax must be at least 1");
        require(recordsMax >= 2, "recordsMax must be at least 2");
        require(bytesMax >= 1, "bytesMax must be at least 1");
        require(zoneBytesMax >= 1, "zoneBytesMax must be at least 1");
    }

    private static void require(boolean holds, String message) {
        if (!holds) throw new IllegalArgumentException(message);
    }

    /** The same bounds with other timeouts. */
    public TransferLimits withTimeouts(Duration connect, Duration read, Duration total) {
        return new TransferLimits(
                connect,
                read,
                total,
                bytesPerMinuteMin,
                pollTimeout,
                pollTries,
                messagesMax,
                recordsMax,
                bytesMax,
                zoneBytesMax);
    }

    /** The same bounds with other patience for answers over UDP. */
    public TransferLimits withPolls(Duration timeout, int tries) {
        return new TransferLimits(
                connectTimeout,
                readTimeout,
                totalTimeout,
                bytesPerMinuteMin,
                timeout,
                tries,
                messagesMax,
                recordsMax,
                bytesMax,
                zoneBytesMax);
    }

    /** The same bounds with other sizes. */
    public TransferLimits withSizes(int messages, int records, long bytes, long zoneBytes) {
        return new TransferLimits(
                connectTimeout,
                readTimeout,
                totalTimeout,
                bytesPerMinuteMin,
                pollTimeout,
                pollTries,
                messages,
                records,
                bytes,
                zoneBytes);
    }
}
