package dev.homeport.dns.load;

import dev.homeport.dns.zone.DomainName;
import dev.homeport.dns.zone.NameTree;
import dev.homeport.dns.zone.RecordType;
import dev.homeport.dns.zone.Zone;
import dev.homeport.dns.zone.ZoneBuilder;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes a zone ready for answering out of a checked draft. */
final class ZoneCompiler {
    private final ZoneDraft draft;
    private final NameTree names;
    private final ZoneBuilder builder;

    private ZoneCompiler(ZoneDraft draft) {
        this.draft = draft;
        var tree = new NameTree.Builder();
        for (DomainName owner : draft.owners().keySet()) tree.add(owner.wire(), 0);
        names = tree.build();
        builder = new ZoneBuilder(names, names.find(draft.origin()));
    }

    /** Compiles a draft in which {@link ZoneCheck} found no error. */
    static Zone compile(ZoneDraft draft) {
        return new ZoneCompiler(draft).zone();
    }

    private Zone zone() {
        for (int node = 0; node < names.size(); node++) sets(node);
        return builder.build();
    }

    private void sets(int node) {
        Map<Integer, List<SourcedRecord>> types = draft.of(names.name(node));
        for (var entry : types.entrySet()) {
            // Signatures travel with what they cover.
            if (entry.getKey() == RecordType.RRSIG) continue;
            set(node, entry.getValue());
            List<SourcedRecord> covering =
                    types.getOrDefault(RecordType.RRSIG, List.of()).stream()
                            .filter(r -> covered(r) == entry.getKey())
                            .toList();
            if (!covering.isEmpty()) set(node, covering);
        }
    }

    private void set(int node, List<SourcedRecord> records) {
        int ttl = records.stream().mapToInt(SourcedRecord::ttl).min().orElse(0);
        builder.set(node, records.getFirst().type(), ttl);
        Set<java.nio.ByteBuffer> seen = new LinkedHashSet<>();
        for (SourcedRecord r : records) {
            // RFC 2181 5: a set holds no record twice.
            if (!seen.add(java.nio.ByteBuffer.wrap(r.rdata()))) continue;
            builder.record(r.rdata(), 0, r.rdata().length);
        }
    }

    private static int covered(SourcedRecord signature) {
        return ((signature.rdata()[0] & 0xff) << 8) | (signature.rdata()[1] & 0xff);
    }
}
