package dev.homeport.dns.update;

import dev.homeport.dns.message.RdataNames;
import dev.homeport.dns.transfer.ZoneDelta;
import dev.homeport.dns.zone.DomainName;
import dev.homeport.dns.zone.Rrset;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes one change of many that follow each other (RFC 1995 5): what came and went is left out. */
final class Condensed {
    private record Key(DomainName owner, int type, int ttl, ByteBuffer canonical) {}

    private final Map<Key, byte[]> removed = new LinkedHashMap<>();
    private final Map<Key, byte[]> added = new LinkedHashMap<>();

    private Condensed() {}

    /**
     * The one change that does what all of them do.
     *
     * @param deltas at least one
     */
    static ZoneDelta of(List<ZoneDelta> deltas) {
        Condensed sum = new Condensed();
        for (ZoneDelta delta : deltas) {
            sum.move(delta.removed(), sum.added, sum.removed);
            sum.move(delta.added(), sum.removed, sum.added);
        }
        return new ZoneDelta(
                deltas.getFirst().soaBefore(),
                deltas.getLast().soaAfter(),
                rrsets(sum.removed),
                rrsets(sum.added));
    }

    /** A record that does the opposite of what was done before undoes it. */
    private void move(List<Rrset> rrsets, Map<Key, byte[]> opposite, Map<Key, byte[]> same) {
        for (Rrset rrset : rrsets) {
            for (byte[] rdata : rrset.rdata()) {
                byte[] canonical = RdataNames.canonical(rrset.type(), rdata);
                var key =
                        new Key(
                                rrset.owner(),
                                rrset.type(),
                                rrset.ttl(),
                                ByteBuffer.wrap(canonical));
                if (opposite.remove(key) == null) same.put(key, rdata);
            }
        }
    }

    private static List<Rrset> rrsets(Map<Key, byte[]> records) {
        List<Rrset> all = new ArrayList<>();
        records.forEach(
                (key, rdata) ->
                        all.add(Rrset.of(key.owner(), key.type(), key.ttl(), List.of(rdata))));
        return all;
    }
}
