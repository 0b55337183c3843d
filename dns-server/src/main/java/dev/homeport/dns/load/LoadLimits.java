package dev.homeport.dns.load;

/**
 * Bounds of what is loaded.
 *
 * @param rrsetRecordsMax records of one owner and type; more are taken for a slip, or for somebody
 *     who makes answers grow
 * @param hashIterationsMax extra iterations of the hash of NSEC3 records (RFC 9276 3.1); strangers
 *     make us hash by asking for what does not exist
 */
public record LoadLimits(int rrsetRecordsMax, int hashIterationsMax) {
    /**
     * A set of so many addresses is 16 kB on the wire, far from both a datagram and 64 KiB.
     *
     * <p>So many hashes is what validators came to bear before RFC 9276; with more of them no zone
     * counts as signed any more (RFC 9276 3.2), so that the work would be for nothing.
     */
    public static final LoadLimits DEFAULT = new LoadLimits(1000, 150);

    public LoadLimits {
        if (rrsetRecordsMax < 1) throw new IllegalArgumentException("at least one record");
        if (hashIterationsMax < 0) throw new IllegalArgumentException("no fewer than no hashes");
    }

    /** The usual bounds but for this one. */
    public static LoadLimits ofRrsetRecords(int rrsetRecordsMax) {
        return new LoadLimits(rrsetRecordsMax, DEFAULT.hashIterationsMax);
    }
}
