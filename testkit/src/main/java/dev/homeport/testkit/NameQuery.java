package dev.homeport.testkit;

import java.time.Instant;

/**
 * A query that reached the name server of a test, and what became of it.
 *
 * @param instant when, by the clock of the test
 * @param name the name asked for, lower-case and without the final dot
 * @param type the record type, such as {@code AAAA}
 * @param transport {@code UDP} or {@code TCP}
 * @param rcode the response code sent, such as {@code NOERROR}; {@code NONE} when nothing was sent
 */
public record NameQuery(
        Instant instant, String name, String type, String transport, String rcode) {}
