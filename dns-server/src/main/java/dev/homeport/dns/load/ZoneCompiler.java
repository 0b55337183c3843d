package dev.homeport.dns.load;

import dev.homeport.dns.zone.NameTree;
import dev.homeport.dns.zone.RecordType;
import dev.homeport.dns.zone.Zone;
import dev.homeport.dns.zone.ZoneBuilder;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;

/** Makes a zone ready for answering out of a checked draft. */
final class ZoneCompiler {
    /** Up to so many records each is compared with each, which is quicker than a table. */
    private static final int COMPARED_MAX = 8;

    private final ZoneDraft draft;
    private final DraftRecords records;
    private final ZoneBuilder builder;

    private ZoneCompiler(ZoneDraft draft) {
        this.draft = draft;
        records = draft.records();
        int bytes = records.data().length() + 2 * records.count();
        builder = new ZoneBuilder(draft.names(), draft.apex()).expect(draft.sets(), bytes);
    }

    /** Compiles a draft in which {@link ZoneCheck} found no error. */
    static Zone compile(ZoneDraft draft) {
        return new ZoneCompiler(draft).zone();
    }

    private Zone zone() {
        for (int node = 0; node < draft.names().size(); node++) sets(node);
        return builder.build();
    }

    private void sets(int node) {
        int signatures = draft.set(node, RecordType.RRSIG);
        for (int set = draft.firstSet(node); set < draft.endSet(node); set++) {
            // Signatures travel with what they cover.
            if (set == signatures) continue;
            set(node, set);
            if (signatures != NameTree.NONE) signatures(node, signatures, draft.type(set));
        }
    }

    private void set(int node, int set) {
        int from = draft.firstRecord(set);
        int to = draft.endRecord(set);
        int ttl = Integer.MAX_VALUE;
        // RFC 2181 5.2: the records of a set live equally long.
        for (int i = from; i < to; i++) ttl = Math.min(ttl, records.ttl(draft.record(i)));
        builder.set(node, draft.type(set), ttl);
        boolean few = to - from <= COMPARED_MAX;
        Set<ByteBuffer> seen = few ? Set.of() : new HashSet<>();
        for (int i = from; i < to; i++) {
            int record = draft.record(i);
            // RFC 2181 5: a set holds no record twice.
            if (few ? !isRepeated(from, i) : seen.add(bytes(record))) put(record);
        }
    }

    private boolean isRepeated(int from, int place) {
        for (int i = from; i < place; i++) {
            if (records.sameData(draft.record(i), draft.record(place))) return true;
        }
        return false;
    }

    private ByteBuffer bytes(int record) {
        byte[] data = records.data().array();
        return ByteBuffer.wrap(data, records.dataFrom(record), records.dataLength(record));
    }

    private void signatures(int node, int set, int covered) {
        int ttl = -1;
        for (int i = draft.firstRecord(set); i < draft.endRecord(set); i++) {
            int record = draft.record(i);
            if (covered(record) != covered) continue;
            ttl = ttl < 0 ? records.ttl(record) : Math.min(ttl, records.ttl(record));
        }
        if (ttl < 0) return;
        builder.set(node, RecordType.RRSIG, ttl);
        for (int i = draft.firstRecord(set); i < draft.endRecord(set); i++) {
            int record = draft.record(i);
            if (covered(record) == covered) put(record);
        }
    }

    private int covered(int record) {
        return bytes(record).getShort(records.dataFrom(record)) & 0xffff;
    }

    private void put(int record) {
        builder.record(
                records.data().array(), records.dataFrom(record), records.dataLength(record));
    }
}
