package dev.homeport.dns.wire;

/** What became of the bytes that came in. */
public enum Verdict {
    /** A reply is ready to be sent. */
    REPLIED,
    /** A {@link Conversation} has to answer: there is no reply yet. */
    HANDED_OVER,
    /** Too short to hold a header: there is nobody to answer to. */
    DROPPED_SHORT,
    /** A reply itself; answering replies lets two servers talk for ever. */
    DROPPED_RESPONSE,
    /** A reply too many to the asker's network: see {@link dev.homeport.dns.peer.ReplyRates}. */
    DROPPED_RATE
}
