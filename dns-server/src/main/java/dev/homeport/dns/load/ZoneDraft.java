package dev.homeport.dns.load;

import dev.homeport.dns.zone.DomainName;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The records of one zone sorted by owner and type, before anything is known to be right.
 *
 * @param file the file a zone-wide problem is told about
 * @param owners in the order of the file; per owner the records by type
 */
record ZoneDraft(
        DomainName origin,
        Path file,
        Map<DomainName, TreeMap<Integer, List<SourcedRecord>>> owners) {

    static ZoneDraft of(DomainName origin, Path file, List<SourcedRecord> records) {
        var owners = new LinkedHashMap<DomainName, TreeMap<Integer, List<SourcedRecord>>>();
        for (SourcedRecord r : records) {
            owners.computeIfAbsent(r.owner(), _ -> new TreeMap<>())
                    .computeIfAbsent(r.type(), _ -> new ArrayList<>(1))
                    .add(r);
        }
        return new ZoneDraft(origin, file, owners);
    }

    /** Records of one name and type, none if there are none. */
    List<SourcedRecord> at(DomainName owner, int type) {
        return of(owner).getOrDefault(type, List.of());
    }

    /** Records of one name by type. */
    Map<Integer, List<SourcedRecord>> of(DomainName owner) {
        Map<Integer, List<SourcedRecord>> found = owners.get(owner);
        return found == null ? Map.of() : found;
    }

    /** Whether the name is below the apex and delegated right there. */
    boolean isCut(DomainName owner) {
        return !owner.equals(origin) && !at(owner, org.xbill.DNS.Type.NS).isEmpty();
    }

    boolean hasAddress(DomainName owner) {
        return !at(owner, org.xbill.DNS.Type.A).isEmpty()
                || !at(owner, org.xbill.DNS.Type.AAAA).isEmpty();
    }
}
