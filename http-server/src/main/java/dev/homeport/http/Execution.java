package dev.homeport.http;

/** Where a handler may run. */
public enum Execution {
    /** On the event loop: it never blocks, never waits and takes microseconds. */
    INLINE,
    /** On a virtual thread of its own: it may block, as plain code does. */
    BLOCKING
}
