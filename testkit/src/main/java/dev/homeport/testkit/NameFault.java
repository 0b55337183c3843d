package dev.homeport.testkit;

import java.time.Duration;

/** What a name server can do wrong. Immutable. */
public sealed interface NameFault {
    /** It says that it failed (RFC 1035 4.1.1, code 2). */
    NameFault SERVFAIL = new Code(2);

    /** It says that the name does not exist (code 3, with the SOA record of RFC 2308 2.1). */
    NameFault NXDOMAIN = new Code(3);

    /** It does not want to answer (code 5). */
    NameFault REFUSED = new Code(5);

    /** Replies over UDP have no records and the TC bit, so that clients ask again over TCP. */
    NameFault TRUNCATED = new Truncated();

    /** It does not answer at all. */
    NameFault SILENT = new Silent();

    /** Replies have an id that was not asked for, which clients must not take (RFC 5452 4.1). */
    NameFault WRONG_ID = new WrongId();

    /** It was delegated the zone but does not serve it: a referral to the root instead. */
    NameFault LAME = new Lame();

    /** It answers late by {@code time}, which really passes. */
    static NameFault delay(Duration time) {
        return new Delay(time);
    }

    /**
     * Another response code.
     *
     * @param rcode the code, 1 to 15
     */
    record Code(int rcode) implements NameFault {
        public Code {
            if (rcode < 1 || rcode > 15) throw new IllegalArgumentException("no code: " + rcode);
        }
    }

    /** See {@link #TRUNCATED}. */
    record Truncated() implements NameFault {}

    /** See {@link #SILENT}. */
    record Silent() implements NameFault {}

    /** See {@link #WRONG_ID}. */
    record WrongId() implements NameFault {}

    /** See {@link #LAME}. */
    record Lame() implements NameFault {}

    /** See {@link #delay}. */
    record Delay(Duration time) implements NameFault {
        public Delay {
            if (time.isNegative()) throw new IllegalArgumentException("a negative delay: " + time);
        }
    }
}
