package dev.homeport.dns.zone;

/**
 * One record as a person reads it.
 *
 * @param owner with a final dot
 * @param ttl in seconds
 * @param type its mnemonic, such as {@code MX}
 * @param rdata in presentation form
 */
public record ZoneRecord(String owner, long ttl, String type, String rdata) {
    @Override
    public String toString() {
        return owner + " " + ttl + " " + type + " " + rdata;
    }
}
