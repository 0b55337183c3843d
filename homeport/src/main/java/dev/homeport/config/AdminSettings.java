package dev.homeport.config;

/**
 * {@code [admin]}: health, readiness and metrics, for this machine only.
 *
 * @param enabled whether it listens at all
 * @param listener where it listens; always a loopback address
 */
public record AdminSettings(Switch enabled, Listener listener) {
    public AdminSettings {
        if (!listener.address().isLoopbackAddress()) {
            throw new IllegalArgumentException("admin listens on loopback only, not " + listener);
        }
    }
}
