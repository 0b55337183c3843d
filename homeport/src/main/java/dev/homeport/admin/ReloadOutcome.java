package dev.homeport.admin;

import java.util.List;

/**
 * How a reload ended: all of it took effect, or nothing did.
 *
 * @param at when, ISO 8601 in UTC
 * @param applied whether the new state serves; otherwise the old one still does
 * @param problems what stands against it, or warnings where it was applied
 */
public record ReloadOutcome(String at, boolean applied, List<String> problems) {
    public ReloadOutcome {
        problems = List.copyOf(problems);
    }
}
