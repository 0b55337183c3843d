package dev.homeport.derived;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.homeport.dns.load.ZoneFiles;
import dev.homeport.dns.zone.Rrset;
import dev.homeport.dns.zone.Zone;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

class DerivedRecordsTest {
    private static final String KEY = "ab".repeat(32);
    private static final Set<DerivedKind> ALL = EnumSet.allOf(DerivedKind.class);

    @Test
    void aSiteTellsWhereItSpeaksHttps() {
        Zone zone = zone("@ A 192.0.2.1", "@ AAAA 2001:db8::1");
        assertEquals(
                List.of(
                        "example. 300 HTTPS 1 . alpn=h2,http/1.1 port=8443 ipv4hint=192.0.2.1"
                                + " ipv6hint=2001:db8:0:0:0:0:0:1",
                        "_8443._https.example. 300 HTTPS 1 example. alpn=h2,http/1.1"
                                + " ipv4hint=192.0.2.1 ipv6hint=2001:db8:0:0:0:0:0:1"),
                text(zone, EnumSet.of(DerivedKind.HTTPS), facts("", List.of(8443), "example")));
    }

    @Test
    void theUsualPortNeedsNoWord() {
        Zone zone = zone("@ A 192.0.2.1");
        assertEquals(
                List.of("example. 300 HTTPS 1 . alpn=h2,http/1.1 ipv4hint=192.0.2.1"),
                text(zone, EnumSet.of(DerivedKind.HTTPS), facts("", List.of(443), "example")));
    }

    @Test
    void nothingIsSaidOfWhereNobodyListensOrNothingStands() {
        Zone zone = zone("@ A 192.0.2.1", "a.sub A 192.0.2.2", "sub NS ns.other.", "* A 192.0.2.3");
        EnumSet<DerivedKind> services = EnumSet.of(DerivedKind.HTTPS);
        assertEquals(List.of(), text(zone, services, facts("", List.of(), "example")));
        assertEquals(
                List.of(),
                text(
                        zone,
                        services,
                        facts("", List.of(443), "a.sub.example", "wild.example", "other")));
    }

    @Test
    void anAliasLeadsToTheRecordOfItsTarget() {
        Zone zone = zone("@ A 192.0.2.1", "www CNAME @");
        assertEquals(
                List.of(
                        "_443._tcp.www.example. 300 TLSA 3 1 1 "
                                + KEY.toUpperCase(java.util.Locale.ROOT)),
                text(
                        zone,
                        EnumSet.of(DerivedKind.HTTPS, DerivedKind.TLSA),
                        facts("", List.of(443), "www.example")));
    }

    @Test
    void nobodyButTheConfiguredIssuerMayIssue() {
        EnumSet<DerivedKind> issuers = EnumSet.of(DerivedKind.CAA);
        assertEquals(
                List.of("example. 300 CAA 0 issue \"ca.example.net\""),
                text(zone(), issuers, facts("ca.example.net", List.of(443))));
        assertEquals(
                List.of("example. 300 CAA 0 issue \";\""),
                text(zone(), issuers, facts("", List.of(443))));
    }

    @Test
    void theFileWins() {
        Zone zone =
                zone(
                        "@ A 192.0.2.1",
                        "@ CAA 0 issue \"other.example\"",
                        "@ HTTPS 1 . alpn=h3",
                        "_8443._https HTTPS 0 elsewhere.example.",
                        "_8443._tcp CNAME elsewhere.example.");
        assertEquals(List.of(), text(zone, ALL, facts("", List.of(8443), "example")));
    }

    @Test
    void whatIsNotWantedIsNotMade() {
        Zone zone = zone("@ A 192.0.2.1");
        assertEquals(List.of(), text(zone, Set.of(), facts("", List.of(443), "example")));
    }

    @Test
    void aNameThatWouldBeTooLongIsLeftOut() {
        String label = "a".repeat(63);
        String host = label + "." + label + "." + label + "." + "b".repeat(53) + ".example";
        String owner = host.substring(0, host.length() - ".example".length());
        assertEquals(
                List.of(host + ". 300 HTTPS 1 . alpn=h2,http/1.1 port=8443 ipv4hint=192.0.2.1"),
                text(
                        zone(owner + " A 192.0.2.1"),
                        EnumSet.of(DerivedKind.HTTPS, DerivedKind.TLSA),
                        facts("", List.of(8443), host)));
    }

    private static WebFacts facts(String issuer, List<Integer> ports, String... hosts) {
        List<WebFacts.Site> sites =
                List.of(hosts).stream().map(h -> new WebFacts.Site(h, KEY)).toList();
        return new WebFacts(ports, List.of("h2", "http/1.1"), sites, issuer);
    }

    private static List<String> text(Zone zone, Set<DerivedKind> kinds, WebFacts facts) {
        return DerivedRecords.of(zone, kinds, facts).stream()
                .map(Rrset::text)
                .flatMap(List::stream)
                .map(Object::toString)
                .toList();
    }

    private static Zone zone(String... records) {
        String text =
                "$TTL 3600\n@ SOA ns hostmaster 1 7200 900 1209600 300\n@ NS ns\nns A 192.0.2.9\n"
                        + String.join("\n", records)
                        + "\n";
        return ZoneFiles.loadText(Path.of("example.zone"), text).zones().all().getFirst();
    }
}
