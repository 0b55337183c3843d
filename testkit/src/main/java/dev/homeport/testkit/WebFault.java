package dev.homeport.testkit;

import java.time.Duration;

/** What a web server can do wrong. Immutable. */
public sealed interface WebFault {

    /** It fails with status 500. */
    WebFault FAILURE = new Status(500);

    /** It answers with {@code status} and a short text, whatever was asked. */
    static WebFault status(int status) {
        return new Status(status);
    }

    /** It answers late by {@code time}, which really passes. */
    static WebFault delay(Duration time) {
        return new Delay(time);
    }

    /**
     * The connection (over HTTP/2, the stream) is cut off behind the first {@code bytes} bytes of
     * content.
     */
    static WebFault brokenOff(long bytes) {
        return new BrokenOff(bytes);
    }

    /**
     * Content comes in pieces of {@code bytes} bytes, each after {@code pause}, which really
     * passes.
     */
    static WebFault slowBody(int bytes, Duration pause) {
        return new SlowBody(bytes, pause);
    }

    /** See {@link WebFault#status}. */
    record Status(int status) implements WebFault {
        public Status {
            if (status < 200 || status > 599) {
                throw new IllegalArgumentException("not a final status: " + status);
            }
        }
    }

    /** See {@link WebFault#delay}. */
    record Delay(Duration time) implements WebFault {
        public Delay {
            if (time.isNegative()) throw new IllegalArgumentException("a negative delay: " + time);
        }
    }

    /** See {@link WebFault#brokenOff}. */
    record BrokenOff(long bytes) implements WebFault {
        public BrokenOff {
            if (bytes < 0) throw new IllegalArgumentException("a negative place: " + bytes);
        }
    }

    /** See {@link WebFault#slowBody}. */
    record SlowBody(int bytes, Duration pause) implements WebFault {
        public SlowBody {
            if (bytes < 1) throw new IllegalArgumentException("a piece of nothing: " + bytes);
            if (pause.isNegative()) throw new IllegalArgumentException("negative: " + pause);
        }
    }
}
