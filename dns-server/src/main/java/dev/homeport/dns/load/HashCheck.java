package dev.homeport.dns.load;

import dev.homeport.dns.zone.NameTree;
import dev.homeport.dns.zone.RecordType;

import java.util.Optional;

/**
 * How much hashing a zone asks of whoever proves with its NSEC3 records (RFC 9276 3.1): every name
 * that does not exist is hashed so often, and strangers choose these names.
 */
final class HashCheck {
    private static final int SHA_1 = 1;
    private static final String REMEDY = "sign the zone with 0 iterations (RFC 9276 3.1)";

    private HashCheck() {}

    static void check(ZoneDraft zone, LoadLimits limits, ProblemList problems) {
        int set = zone.set(zone.apex(), RecordType.NSEC3PARAM);
        if (set == NameTree.NONE) return;
        for (int i = zone.firstRecord(set); i < zone.endRecord(set); i++) {
            int iterations = iterations(zone.records(), zone.record(i));
            if (iterations == 0) continue;
            problems.add(
                    iterations > limits.hashIterationsMax()
                            ? tooMany(zone, zone.record(i), limits)
                            : some(zone, zone.record(i)));
        }
    }

    /** What is wrong with a zone that asks for more than is borne. */
    static Optional<ZoneProblem> excess(ZoneDraft zone, LoadLimits limits) {
        int set = zone.set(zone.apex(), RecordType.NSEC3PARAM);
        if (set == NameTree.NONE) return Optional.empty();
        for (int i = zone.firstRecord(set); i < zone.endRecord(set); i++) {
            if (iterations(zone.records(), zone.record(i)) > limits.hashIterationsMax()) {
                return Optional.of(tooMany(zone, zone.record(i), limits));
            }
        }
        return Optional.empty();
    }

    /** Those of parameters that are in use here; none of others. */
    private static int iterations(DraftRecords records, int record) {
        byte[] data = records.data().array();
        int from = records.dataFrom(record);
        // RFC 5155 4.1.2 and 11: those with flags or of another hash are not in use.
        boolean used =
                records.dataLength(record) >= 5 && data[from] == SHA_1 && data[from + 1] == 0;
        return used ? (data[from + 2] & 0xff) << 8 | (data[from + 3] & 0xff) : 0;
    }

    private static ZoneProblem tooMany(ZoneDraft zone, int record, LoadLimits limits) {
        String message =
                "NSEC3PARAM asks for %d extra hashes of each name, and %d is the most"
                        .formatted(iterations(zone.records(), record), limits.hashIterationsMax());
        return zone.records().problem(Severity.ERROR, record, message, REMEDY);
    }

    private static ZoneProblem some(ZoneDraft zone, int record) {
        String message =
                "NSEC3PARAM asks for %d extra hashes of each name, which validators may take for unsigned"
                        .formatted(iterations(zone.records(), record));
        return zone.records().problem(Severity.WARNING, record, message, REMEDY);
    }
}
