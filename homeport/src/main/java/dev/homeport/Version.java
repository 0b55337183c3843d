package dev.homeport;

import java.util.Objects;

/** The version of this program. */
public final class Version {
    private Version() {}

    /** The version from the jar's manifest; {@code development} outside of one. */
    public static String current() {
        return Objects.requireNonNullElse(
                Version.class.getPackage().getImplementationVersion(), "development");
    }
}
