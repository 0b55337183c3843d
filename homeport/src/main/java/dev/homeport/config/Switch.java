package dev.homeport.config;

/** Whether something is done; {@code true} and {@code false} in the file. */
public enum Switch {
    ON,
    OFF;

    /** Whether it is {@link #ON}. */
    public boolean isOn() {
        return this == ON;
    }

    static Switch of(boolean on) {
        return on ? ON : OFF;
    }
}
