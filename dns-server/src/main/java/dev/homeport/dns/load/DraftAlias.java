package dev.homeport.dns.load;

import dev.homeport.dns.zone.DomainName;

import java.nio.file.Path;

/**
 * A name that takes over the addresses of another one.
 *
 * @param owner the node of the name in the draft
 * @param ttl in seconds, the most that the addresses taken over live
 * @param target whose addresses are taken over
 */
record DraftAlias(int owner, int ttl, DomainName target, Path file, int line, int column) {
    ZoneProblem error(String message, String remedy) {
        return new ZoneProblem(Severity.ERROR, file, line, column, message, remedy);
    }
}
