package dev.homeport.testkit;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

import java.security.Security;

/**
 * Tells the JVM not to keep names, before anybody looks one up: it reads this once, and what it
 * kept of one test would be wrong in the next. Found by JUnit; nobody else needs it.
 */
public final class NoNameCache implements LauncherSessionListener {

    /** For the service loader. */
    public NoNameCache() {}

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        apply();
    }

    /** Has an effect until the first lookup of the JVM. */
    static void apply() {
        Security.setProperty("networkaddress.cache.ttl", "0");
        Security.setProperty("networkaddress.cache.negative.ttl", "0");
        Security.setProperty("networkaddress.cache.stale.ttl", "0");
    }
}
