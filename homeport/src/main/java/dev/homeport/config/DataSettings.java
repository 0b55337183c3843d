package dev.homeport.config;

import java.nio.file.Path;

/**
 * {@code [data]}: where everything that must survive a restart is kept.
 *
 * @param directory the folder, absolute; created at first start
 */
public record DataSettings(Path directory) {}
