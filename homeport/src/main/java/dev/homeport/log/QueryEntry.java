package dev.homeport.log;

import java.time.Instant;

/**
 * One answered question.
 *
 * @param instant when it came
 * @param client the address of the asker
 * @param transport how it came
 * @param name the name it asks for, as text
 * @param type the type it asks for, such as {@code AAAA} or {@code TYPE65}
 * @param rcode the code of the answer, such as {@code NXDOMAIN}
 * @param bytes the bytes of the answer
 * @param nanos from the question to its answer
 */
public record QueryEntry(
        Instant instant,
        String client,
        Transport transport,
        String name,
        String type,
        String rcode,
        int bytes,
        long nanos) {

    /** How a question comes. */
    public enum Transport {
        UDP,
        TCP,
        TLS,
        HTTPS
    }
}
