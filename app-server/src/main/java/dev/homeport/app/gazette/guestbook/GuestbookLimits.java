package dev.homeport.app.gazette.guestbook;

import java.time.Duration;

/**
 * How much the guestbook takes.
 *
 * @param entriesMax how many entries it keeps; beyond it the oldest go
 * @param trimEvery after how many entries it is looked whether there are too many
 * @param burstMax how many entries one visitor may write within {@code burstTime}
 * @param burstTime see there
 */
public record GuestbookLimits(int entriesMax, int trimEvery, int burstMax, Duration burstTime) {

    public static final GuestbookLimits DEFAULT =
            new GuestbookLimits(100_000, 256, 5, Duration.ofMinutes(10));
}
