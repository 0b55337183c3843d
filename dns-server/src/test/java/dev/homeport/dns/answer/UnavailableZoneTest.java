package dev.homeport.dns.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.dns.load.ZoneFiles;
import dev.homeport.dns.zone.DomainName;
import dev.homeport.dns.zone.RecordType;
import dev.homeport.dns.zone.Zone;
import dev.homeport.dns.zone.Zones;

import org.junit.jupiter.api.Test;
import org.xbill.DNS.Name;

import java.nio.file.Path;
import java.util.List;

/** A zone that is ours but whose data is gone answers SERVFAIL, and nothing else does. */
class UnavailableZoneTest {
    private static final DomainName CHILD = name("child.example.");

    private final Zone parent = zone("example.", "child NS ns.child\nns.child A 192.0.2.1\n");
    private final Zone other = zone("other.", "to CNAME www.child.example.\n");
    private final Zones zones = Zones.of(List.of(parent, other)).withUnavailable(CHILD);

    private static Zone zone(String origin, String lines) {
        String text = "$TTL 300\n@ SOA ns.test. h.test. 1 2 3 4 5\n@ NS ns.test.\n" + lines;
        return ZoneFiles.loadText(Path.of(origin + "zone"), text).zones().all().getFirst();
    }

    private static DomainName name(String text) {
        return DomainName.of(Name.fromConstantString(text));
    }

    private static int rcode(Zones zones, String name, int type) {
        var question = new Question(name(name), type, Question.Dnssec.UNWANTED);
        return Authority.answer(question, zones, 16).rcode();
    }

    @Test
    void namesInItFailAndNamesElsewhereDoNot() {
        assertEquals(Rcode.SERVFAIL, rcode(zones, "child.example.", RecordType.SOA));
        assertEquals(Rcode.SERVFAIL, rcode(zones, "www.child.example.", RecordType.A));
        assertEquals(Rcode.NOERROR, rcode(zones, "example.", RecordType.SOA));
        assertEquals(Rcode.NXDOMAIN, rcode(zones, "nochild.example.", RecordType.A));
        assertEquals(Rcode.REFUSED, rcode(zones, "elsewhere.", RecordType.A));
    }

    @Test
    void theParentStillSaysHowTheChildIsSigned() {
        assertEquals(Rcode.NOERROR, rcode(zones, "child.example.", RecordType.DS));
        Zones alone = Zones.NONE.withUnavailable(CHILD);
        assertEquals(Rcode.SERVFAIL, rcode(alone, "child.example.", RecordType.DS));
    }

    @Test
    void aZoneBelowItIsServed() {
        Zones deeper = zones.with(zone("deep.child.example.", ""));
        assertEquals(Rcode.NOERROR, rcode(deeper, "deep.child.example.", RecordType.SOA));
        assertEquals(Rcode.SERVFAIL, rcode(deeper, "child.example.", RecordType.SOA));
    }

    @Test
    void anAliasIntoItIsTheAnswerAsFarAsItGoes() {
        var question = new Question(name("to.other."), RecordType.A, Question.Dnssec.UNWANTED);
        Answer answer = Authority.answer(question, zones, 16);
        assertEquals(Rcode.NOERROR, answer.rcode());
        assertEquals(1, answer.answers().size());
    }

    @Test
    void itIsAvailableWithItsDataAndUnknownWithoutItsName() {
        Zone child = zone("child.example.", "");
        assertFalse(zones.with(child).isUnavailable(CHILD, RecordType.A));
        assertEquals(Rcode.NOERROR, rcode(zones.with(child), "child.example.", RecordType.SOA));
        assertFalse(zones.without(CHILD).isUnavailable(CHILD, RecordType.A));
        assertTrue(zones.with(child).withUnavailable(CHILD).find(CHILD).isEmpty());
        assertTrue(zones.with(parent).isUnavailable(CHILD, RecordType.A));
    }

    @Test
    void manyChangeAtOnce() {
        Zone child = zone("child.example.", "");
        Zones next = zones.with(List.of(child), List.of(name("other.")));
        assertEquals(List.of(parent, child), next.all());
        assertTrue(next.isUnavailable(name("x.other."), RecordType.A));
        assertFalse(next.isUnavailable(CHILD, RecordType.A));
    }
}
