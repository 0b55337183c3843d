package dev.homeport.dns.load;

import dev.homeport.dns.zone.DomainName;
import dev.homeport.dns.zone.RecordType;

import java.nio.file.Path;
import java.util.Optional;

/** A record and the place it was read from. Immutable. */
final class SourcedRecord {
    private final DomainName owner;
    private final int type;
    private final int ttl;
    private final byte[] rdata;
    private final Path file;
    private final int line;

    /**
     * @param ttl in seconds
     * @param rdata uncompressed, not to be written to from now on
     */
    SourcedRecord(DomainName owner, int type, int ttl, byte[] rdata, Path file, int line) {
        this.owner = owner;
        this.type = type;
        this.ttl = ttl;
        this.rdata = rdata;
        this.file = file;
        this.line = line;
    }

    DomainName owner() {
        return owner;
    }

    int type() {
        return type;
    }

    int ttl() {
        return ttl;
    }

    byte[] rdata() {
        return rdata;
    }

    /** The host that this record points to and whose addresses are worth sending along. */
    Optional<DomainName> host() {
        return switch (type) {
            case RecordType.NS -> Optional.of(nameAt(0));
            case RecordType.MX -> Optional.of(nameAt(2));
            case RecordType.SRV -> Optional.of(nameAt(6));
            default -> Optional.empty();
        };
    }

    private DomainName nameAt(int offset) {
        int end = offset;
        while (rdata[end] != 0) end += rdata[end] + 1;
        return DomainName.ofWire(rdata, offset, end + 1 - offset);
    }

    ZoneProblem error(String message, String remedy) {
        return new ZoneProblem(Severity.ERROR, file, line, 0, message, remedy);
    }

    ZoneProblem warning(String message, String remedy) {
        return new ZoneProblem(Severity.WARNING, file, line, 0, message, remedy);
    }
}
