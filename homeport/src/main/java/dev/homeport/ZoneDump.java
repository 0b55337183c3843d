package dev.homeport;

import dev.homeport.dns.zone.DomainName;
import dev.homeport.dns.zone.Rrset;
import dev.homeport.dns.zone.Zone;
import dev.homeport.dns.zone.Zones;

import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;

import java.util.Optional;

/** A zone as it is served, as a master file (RFC 1035 5): one record a line, nothing relative. */
final class ZoneDump {
    private ZoneDump() {}

    /** The zone of a name; nothing when it is not served. */
    static Optional<String> find(Zones zones, String name) {
        try {
            DomainName origin = DomainName.of(Name.fromString(name, Name.root));
            return zones.find(origin).map(ZoneDump::text);
        } catch (TextParseException e) {
            return Optional.empty();
        }
    }

    /** All records, the SOA first, signatures behind what they cover. */
    static String text(Zone zone) {
        StringBuilder text = new StringBuilder();
        append(text, zone.soa());
        for (Rrset rrset : zone.rrsets()) {
            if (rrset.type() != zone.soa().type()) append(text, rrset);
        }
        return text.toString();
    }

    private static void append(StringBuilder text, Rrset rrset) {
        rrset.text().forEach(line -> text.append(line).append('\n'));
        rrset.signatures().ifPresent(signatures -> append(text, signatures));
    }
}
