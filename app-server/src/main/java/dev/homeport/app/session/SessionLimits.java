package dev.homeport.app.session;

import java.time.Duration;

/**
 * How long sessions live and how many there are.
 *
 * @param idleMax how long one lives without being used
 * @param lifeMax how long one lives at most
 * @param touchEvery how much later than the last a use is noted, which costs a write
 * @param sessionsMax how many there are; beyond it, those that would end first are ended
 * @param sweepMax how many ended ones are deleted when a new one is opened
 */
public record SessionLimits(
        Duration idleMax, Duration lifeMax, Duration touchEvery, int sessionsMax, int sweepMax) {

    public static final SessionLimits DEFAULT =
            new SessionLimits(
                    Duration.ofHours(2), Duration.ofHours(24), Duration.ofMinutes(1), 10_000, 100);

    public SessionLimits {
        if (sweepMax < 2 || sweepMax > 1000) {
            // With less than two deleted for each one opened, a backlog would never shrink.
            throw new IllegalArgumentException("sweepMax is from 2 to 1000, not " + sweepMax);
        }
    }
}
