package dev.homeport.config;

import java.nio.file.Path;

/**
 * {@code [log]}: what is written down.
 *
 * @param level how much the program tells about itself
 * @param access the form of the access log, one line a request
 * @param accessFile its file, absolute
 * @param query the form of the query log, one line a question
 * @param queryFile its file, absolute
 */
public record LogSettings(
        Level level, AccessFormat access, Path accessFile, QueryFormat query, Path queryFile) {

    /** How much the program tells about itself. */
    public enum Level {
        ERROR,
        WARN,
        INFO,
        DEBUG
    }

    /** The form of the access log. */
    public enum AccessFormat {
        COMBINED,
        JSON,
        OFF
    }

    /** The form of the query log. */
    public enum QueryFormat {
        TEXT,
        JSON,
        OFF
    }
}
