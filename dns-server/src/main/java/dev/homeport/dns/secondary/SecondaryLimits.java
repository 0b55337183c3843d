package dev.homeport.dns.secondary;

/**
 * Bounds of looking after secondary zones.
 *
 * @param checksMax zones that are asked for at a time, however many are due
 * @param transfersMax of these, zones that come at a time, as each is held in memory twice
 * @param transfer bounds of each transfer
 * @param timers bounds of the timers
 */
public record SecondaryLimits(
        int checksMax, int transfersMax, TransferLimits transfer, TimerLimits timers) {
    /** Bounds that suit ten thousand small zones and one large one. */
    public static final SecondaryLimits DEFAULT =
            new SecondaryLimits(64, 8, TransferLimits.DEFAULT, TimerLimits.DEFAULT);

    public SecondaryLimits {
        if (checksMax < 1) throw new IllegalArgumentException("checksMax must be at least 1");
        if (transfersMax < 1) throw new IllegalArgumentException("transfersMax must be at least 1");
    }
}
