package dev.homeport.dns.secondary;

import dev.homeport.dns.secondary.RefreshState.Holding;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * The timers of secondary zones as functions of a state and what happened (RFC 1034 4.3.5, RFC 1035
 * 3.3.13). It keeps nothing but its source of chance, which must be thread-safe if it is to be.
 */
final class RefreshTimers {
    /** Times are shortened by up to this part, so that zones loaded together drift apart. */
    private static final double JITTER = 0.25;

    private static final int DOUBLINGS_MAX = 30;

    private final TimerLimits limits;
    private final RandomGenerator random;

    RefreshTimers(TimerLimits limits, RandomGenerator random) {
        this.limits = limits;
        this.random = random;
    }

    /** A zone of which nothing is held: it is asked for at once. */
    RefreshState begun(Instant now) {
        return new RefreshState(new Holding.Nothing(), 0, now);
    }

    /**
     * A zone that was kept over a restart: its time to expire went on, and it is asked for at once,
     * since what happened meanwhile nobody told us.
     *
     * @param refreshed when a primary last said that this is the zone
     */
    RefreshState restored(SoaTimes times, Instant refreshed, Instant now) {
        // A clock that was wrong then must not keep a zone alive now.
        Instant since = refreshed.isAfter(now) ? now : refreshed;
        return aged(new RefreshState(serving(times, since), 0, now), now);
    }

    /** A primary gave the zone, or said that we have it. */
    RefreshState refreshed(SoaTimes times, Instant now) {
        Duration refresh = within(times.refreshSeconds(), limits.refreshMin(), limits.refreshMax());
        return new RefreshState(serving(times, now), 0, now.plus(jittered(refresh)));
    }

    /** No primary did. */
    RefreshState failed(RefreshState state, Instant now) {
        int failures = Math.min(state.failures() + 1, DOUBLINGS_MAX);
        Duration pause =
                switch (state.holding()) {
                    case Holding.Nothing() -> firstRetry(failures);
                    case Holding.Serving s -> retry(s.times());
                    case Holding.Expired e -> retry(e.times());
                };
        return aged(new RefreshState(state.holding(), failures, now.plus(jittered(pause))), now);
    }

    /** The same state after time went by: data that has not been confirmed for too long expires. */
    RefreshState aged(RefreshState state, Instant now) {
        if (!(state.holding() instanceof Holding.Serving s) || now.isBefore(s.expires())) {
            return state;
        }
        var expired = new Holding.Expired(s.times(), s.refreshed(), s.expires());
        return new RefreshState(expired, state.failures(), state.nextCheck());
    }

    private Holding.Serving serving(SoaTimes times, Instant since) {
        Duration refresh = within(times.refreshSeconds(), limits.refreshMin(), limits.refreshMax());
        // Less than a refresh and a retry would expire while all is well.
        Duration least = refresh.plus(retry(times));
        Duration most = limits.expireMax().compareTo(least) < 0 ? least : limits.expireMax();
        Duration expire = within(times.expireSeconds(), least, most);
        return new Holding.Serving(times, since, since.plus(expire));
    }

    private Duration retry(SoaTimes times) {
        return within(times.retrySeconds(), limits.retryMin(), limits.retryMax());
    }

    private Duration firstRetry(int failures) {
        Duration pause = limits.firstRetryMin();
        for (int i = 1; i < failures && pause.compareTo(limits.firstRetryMax()) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(limits.firstRetryMax()) < 0 ? pause : limits.firstRetryMax();
    }

    private static Duration within(long seconds, Duration min, Duration max) {
        Duration wanted = Duration.ofSeconds(seconds);
        if (wanted.compareTo(min) < 0) return min;
        return wanted.compareTo(max) > 0 ? max : wanted;
    }

    private Duration jittered(Duration pause) {
        long millis = pause.toMillis();
        return Duration.ofMillis(millis - (long) (millis * JITTER * random.nextDouble()));
    }
}
