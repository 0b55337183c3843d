package dev.homeport.dns.secondary;

import dev.homeport.dns.zone.Zone;

/**
 * What a SOA record says to secondaries (RFC 1035 3.3.13).
 *
 * @param serial the version of the zone
 * @param refreshSeconds between two checks
 * @param retrySeconds to the next check after one that failed
 * @param expireSeconds after which a zone that could not be checked is no more authoritative
 */
record SoaTimes(long serial, long refreshSeconds, long retrySeconds, long expireSeconds) {
    static SoaTimes of(Zone zone) {
        byte[] rdatas = zone.soa().rdatas();
        int serialAt = rdatas.length - 20;
        return new SoaTimes(
                zone.serial(),
                Serial.number(rdatas, serialAt + 4),
                Serial.number(rdatas, serialAt + 8),
                Serial.number(rdatas, serialAt + 12));
    }
}
