package dev.homeport.dns.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xbill.DNS.DNSKEYRecord;
import org.xbill.DNS.DNSSEC;
import org.xbill.DNS.Master;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Every set that the zone signed arrives with a signature that is good, in every section. */
class SignaturesTravelTest {
    @ParameterizedTest
    @EnumSource
    void withEverySetOfTheZoneThatIsAskedFor(SignedZones.Kind kind) throws Exception {
        SignedZones zones = SignedZones.alone(kind.origin().toString());
        List<DNSKEYRecord> keys = keys(kind.origin());
        int verified = 0;
        for (Record r : records(kind.origin())) {
            if (r.getType() == Type.RRSIG) continue;
            Message reply = zones.ask(r.getName(), r.getType());
            for (int section : new int[] {Section.ANSWER, Section.AUTHORITY, Section.ADDITIONAL}) {
                for (RRset set : reply.getSectionRRsets(section)) {
                    if (set.getType() != Type.OPT) verified += verify(set, keys, kind.origin());
                }
            }
        }
        assertTrue(verified > 100, "only " + verified + " sets were verified");
    }

    private static int verify(RRset set, List<DNSKEYRecord> keys, Name origin) throws Exception {
        // RFC 4035 2.2: delegations and glue are not the zone's own and are not signed.
        boolean delegation = set.getType() == Type.NS && !set.getName().equals(origin);
        boolean glue = set.getName().toString().startsWith("ns.");
        if (delegation || glue) return 0;
        assertEquals(1, set.sigs().size(), set::toString);
        RRSIGRecord signature = set.sigs().getFirst();
        assertEquals(set.getTTL(), signature.getTTL(), set::toString);
        for (DNSKEYRecord key : keys) {
            if (key.getFootprint() == signature.getFootprint()) {
                DNSSEC.verify(set, signature, key);
                return 1;
            }
        }
        throw new AssertionError("no key for " + signature);
    }

    private static List<DNSKEYRecord> keys(Name origin) throws IOException {
        List<DNSKEYRecord> keys = new ArrayList<>();
        for (Record r : records(origin)) if (r instanceof DNSKEYRecord key) keys.add(key);
        return keys;
    }

    private static List<Record> records(Name origin) throws IOException {
        byte[] text = SignedZones.text(origin.toString()).getBytes(StandardCharsets.US_ASCII);
        List<Record> records = new ArrayList<>();
        try (Master master = new Master(new ByteArrayInputStream(text), origin)) {
            for (Record r = master.nextRecord(); r != null; r = master.nextRecord()) records.add(r);
        }
        return records;
    }
}
