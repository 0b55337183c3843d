package dev.homeport.dns.answer;

/** Why an answer is no better than it is, beside its code (RFC 8914 4). */
public enum ExtendedError {
    /** Nothing is said. */
    NONE(-1),
    /** Something of our own went wrong. */
    OTHER(0),
    /** The zone could not be renewed in time, and what is told may be outdated. */
    STALE_ANSWER(3),
    /** The server has not got its data yet. */
    NOT_READY(14),
    /** The asker may not do this. */
    PROHIBITED(18),
    /** The name is in no zone of this server. */
    NOT_AUTHORITATIVE(20),
    /** This server does not do what was asked for. */
    NOT_SUPPORTED(21),
    /** The data of the zone is of no use: a secondary's zone that has expired, for one. */
    INVALID_DATA(24);

    private final int code;

    ExtendedError(int code) {
        this.code = code;
    }

    /** The INFO-CODE, or -1 for {@link #NONE}. */
    public int code() {
        return code;
    }
}
