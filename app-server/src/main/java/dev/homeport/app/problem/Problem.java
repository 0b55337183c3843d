package dev.homeport.app.problem;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Why a request gets no ordinary answer; what RFC 9457 calls a problem.
 *
 * @param status the status code, 400 to 599
 * @param detail what is wrong and what to do, for the one who asked; no secrets, no internals
 * @param errors the faults by field, when it is about what was entered
 * @param retryAfterSeconds when to try again, if that helps
 */
public record Problem(
        int status,
        String detail,
        Map<String, List<String>> errors,
        OptionalLong retryAfterSeconds) {

    public Problem {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("not a status of failure: " + status);
        }
        errors = Collections.unmodifiableMap(new LinkedHashMap<>(errors));
    }

    /** A problem with nothing more to say than {@code detail}. */
    public static Problem of(int status, String detail) {
        return new Problem(status, detail, Map.of(), OptionalLong.empty());
    }

    /** What was entered has the faults {@code errors}. */
    public static Problem invalid(Map<String, List<String>> errors) {
        return new Problem(422, "Some of what was sent will not do.", errors, OptionalLong.empty());
    }

    /**
     * This problem with the advice to try again after {@code wait}, in whole seconds, rounded up.
     */
    public Problem retryAfter(Duration wait) {
        long seconds = Math.max(1, wait.plusNanos(999_999_999).toSeconds());
        return new Problem(status, detail, errors, OptionalLong.of(seconds));
    }

    /** The problem's type in two or three words: the name of its status (RFC 9457 4.2.1). */
    public String title() {
        return Optional.ofNullable(TITLES.get(status)).orElse(status < 500 ? "Refused" : "Failed");
    }

    private static final Map<Integer, String> TITLES =
            Map.ofEntries(
                    Map.entry(400, "Bad Request"),
                    Map.entry(403, "Forbidden"),
                    Map.entry(404, "Not Found"),
                    Map.entry(405, "Method Not Allowed"),
                    Map.entry(406, "Not Acceptable"),
                    Map.entry(409, "Conflict"),
                    Map.entry(412, "Precondition Failed"),
                    Map.entry(413, "Content Too Large"),
                    Map.entry(415, "Unsupported Media Type"),
                    Map.entry(422, "Unprocessable Content"),
                    Map.entry(428, "Precondition Required"),
                    Map.entry(429, "Too Many Requests"),
                    Map.entry(500, "Internal Server Error"),
                    Map.entry(501, "Not Implemented"),
                    Map.entry(503, "Service Unavailable"),
                    Map.entry(507, "Insufficient Storage"));
}
