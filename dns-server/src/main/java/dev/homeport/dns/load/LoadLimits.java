package dev.homeport.dns.load;

/**
 * Bounds of what is loaded.
 *
 * @param rrsetRecordsMax records of one owner and type; more are taken for a slip, or for somebody
 *     who makes answers grow
 */
public record LoadLimits(int rrsetRecordsMax) {
    /** A set of so many addresses is 16 kB on the wire, far from both a datagram and 64 KiB. */
    public static final LoadLimits DEFAULT = new LoadLimits(1000);

    public LoadLimits {
        if (rrsetRecordsMax < 1) throw new IllegalArgumentException("at least one record");
    }
}
