package dev.homeport;

import java.security.SecureRandom;
import java.time.InstantSource;

/**
 * Time and chance, as the whole program sees them.
 *
 * @param clock tells the time
 * @param random makes secrets
 */
public record Surroundings(InstantSource clock, SecureRandom random) {

    /** The machine's own. */
    public static Surroundings ofThisMachine() {
        return new Surroundings(InstantSource.system(), new SecureRandom());
    }
}
