package dev.homeport.dns.secondary;

import java.time.Duration;

/**
 * Between what a zone's SOA may set its timers: no primary makes us ask all the time, or never.
 *
 * @param refreshMin shortest time between two checks that find all well
 * @param refreshMax longest
 * @param retryMin shortest time between two tries after a failure
 * @param retryMax longest
 * @param expireMax longest time a zone is served without its primary
 * @param firstRetryMin time to the second try for a zone of which nothing is held; it doubles with
 *     each failure
 * @param firstRetryMax the longest that grows to
 */
public record TimerLimits(
        Duration refreshMin,
        Duration refreshMax,
        Duration retryMin,
        Duration retryMax,
        Duration expireMax,
        Duration firstRetryMin,
        Duration firstRetryMax) {

    /** Floors that spare primaries, ceilings that notice them again within a month. */
    public static final TimerLimits DEFAULT =
            new TimerLimits(
                    Duration.ofSeconds(30),
                    Duration.ofDays(28),
                    Duration.ofSeconds(10),
                    Duration.ofDays(14),
                    Duration.ofDays(365),
                    Duration.ofSeconds(5),
                    Duration.ofMinutes(15));

    public TimerLimits {
        inOrder(refreshMin, refreshMax, "refresh");
        inOrder(retryMin, retryMax, "retry");
        inOrder(firstRetryMin, firstRetryMax, "firstRetry");
        if (!expireMax.isPositive()) throw new IllegalArgumentException("expireMax");
    }

    private static void inOrder(Duration min, Duration max, String what) {
        if (!min.isPositive() || min.compareTo(max) > 0) {
            throw new IllegalArgumentException(what + "Min must be positive and at most the max");
        }
    }
}
