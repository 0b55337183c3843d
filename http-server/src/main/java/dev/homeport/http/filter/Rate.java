package dev.homeport.http.filter;

import java.time.Duration;

/**
 * How often something may be done: a bucket of {@code burst} tokens that fills with {@code
 * requests} of them within {@code period}.
 *
 * @param requests at least 1
 * @param period longer than nothing
 * @param burst how many at once, at least 1
 */
public record Rate(int requests, Duration period, int burst) {
    public Rate {
        if (requests < 1 || burst < 1 || period.isNegative() || period.isZero()) {
            throw new IllegalArgumentException("a rate of nothing");
        }
        if (period.toNanos() / requests > Long.MAX_VALUE / 4 / burst) {
            throw new IllegalArgumentException("a burst for more than a lifetime");
        }
    }

    /** The time one token takes. */
    long tokenNanos() {
        return Math.max(1, period.toNanos() / requests);
    }

    /** How far ahead of the clock a client may be. */
    long aheadNanosMax() {
        return tokenNanos() * (burst - 1);
    }
}
