package dev.homeport.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.derived.DerivedKind;
import dev.homeport.dns.transfer.AccessList;
import dev.homeport.dns.transfer.Peer;
import dev.homeport.dns.tsig.TsigAlgorithm;
import dev.homeport.dns.zone.DomainName;
import dev.homeport.dns.zone.RecordType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.Name;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

class KeysAndZonesTest {
    private static final String SECRET = "c3ZwZ2xmb3RjYXRzc2l0b250aGVtYXQtMDEyMzQ1Njc=";

    @TempDir Path folder;

    private static DomainName name(String text) {
        return DomainName.of(Name.fromConstantString(text + "."));
    }

    private static Peer peer(String address) {
        return Peer.unsigned(new InetSocketAddress(InetAddress.ofLiteral(address), 5000));
    }

    private static Peer signed(String address, String key) {
        return new Peer(peer(address).address(), name(key));
    }

    private ConfigText with(String... zone) throws IOException {
        List<String> lines = new ArrayList<>(List.of("[[key]]", "name = 'xfr'"));
        lines.add("secret = '" + SECRET + "'");
        lines.add("[[zone]]");
        lines.addAll(List.of(zone));
        return ConfigText.of(folder, lines.toArray(String[]::new));
    }

    @Test
    void whatIsNotWrittenIsClosedToOtherMachines() throws IOException {
        ZoneSettings zone = ConfigText.of(folder, "").config().zone(name("foobar.com"));
        assertEquals(ZoneSettings.usual(name("foobar.com")), zone);
        assertTrue(zone.transfer().allows(peer("127.3.0.1")));
        assertTrue(zone.transfer().allows(peer("::1")));
        assertFalse(zone.transfer().allows(peer("192.0.2.1")));
        assertFalse(zone.isSecondary());
    }

    @Test
    void aZoneSaysWhichRecordsAreDerived() throws IOException {
        ZoneSettings zone =
                with("name = 'foobar.com'", "derive = ['https', 'caa']")
                        .config()
                        .zone(name("foobar.com"));
        assertEquals(Set.of(DerivedKind.HTTPS, DerivedKind.CAA), zone.derived());
    }

    @Test
    void aZoneThatOthersChangeDerivesNothing() throws IOException {
        assertEquals(
                List.of(
                        "6:11: \"mx\" is no value of zone.derive; write one of \"https\", \"caa\","
                                + " \"tlsa\""),
                with("name = 'foobar.com'", "derive = ['mx']").problems());
        assertEquals(
                List.of("6:1: a zone with primaries derives no records; remove one of the two"),
                with("name = 'foobar.com'", "derive = ['caa']", "primaries = ['192.0.2.1']")
                        .problems());
    }

    @Test
    void aZoneSaysWhoMayCopyIt() throws IOException {
        AccessList who =
                with(
                                "name = 'Foobar.COM.'",
                                "transfer = ['192.0.2.0/24', 'key:xfr', '2001:db8::1 key:xfr']")
                        .config()
                        .zone(name("foobar.com"))
                        .transfer();
        assertTrue(who.allows(peer("192.0.2.255")));
        assertFalse(who.allows(peer("192.0.3.0")));
        assertTrue(who.allows(signed("198.51.100.1", "xfr")));
        assertFalse(who.allows(signed("198.51.100.1", "other")));
        assertFalse(who.allows(peer("2001:db8::1")));
        assertFalse(who.allows(peer("127.0.0.1")));
    }

    @Test
    void anyMeansEveryAddressAndAnEmptyListNobody() throws IOException {
        AccessList any = with("name = 'a'", "transfer = 'any'").config().zone(name("a")).transfer();
        assertTrue(any.allows(peer("203.0.113.9")));
        assertTrue(any.allows(peer("2001:db8::9")));
        AccessList nobody = with("name = 'a'", "transfer = []").config().zone(name("a")).transfer();
        assertEquals(AccessList.NOBODY, nobody);
    }

    @Test
    void serversAreTextsOrTables() throws IOException {
        ZoneSettings zone =
                with(
                                "name = 'foobar.com'",
                                "notify = ['192.0.2.1', '[2001:db8::1]:5353 key:xfr', '2001:db8::2']",
                                "primaries = [{ address = '192.0.2.9:53', key = 'xfr' }]")
                        .config()
                        .zone(name("foobar.com"));
        assertEquals(
                List.of(
                        "192.0.2.1:53",
                        "[2001:db8:0:0:0:0:0:1]:5353 key xfr.",
                        "[2001:db8:0:0:0:0:0:2]:53"),
                zone.notified().stream().map(Object::toString).toList());
        assertTrue(zone.isSecondary());
        assertTrue(zone.notifyFrom().allows(signed("192.0.2.9", "xfr")));
        assertFalse(zone.notifyFrom().allows(peer("192.0.2.9")));
        assertFalse(zone.notifyFrom().allows(signed("192.0.2.8", "xfr")));
    }

    @Test
    void aGrantNamesKeyNamesAndTypes() throws IOException {
        var grant =
                with(
                                "name = 'foobar.com'",
                                "update = [{ key = 'xfr', names = ['*.dev.foobar.com', 'foobar.com'],"
                                        + " types = ['A', 'txt'] }]")
                        .config()
                        .zone(name("foobar.com"))
                        .update()
                        .getFirst();
        assertTrue(grant.covers(name("a.b.dev.foobar.com"), RecordType.A));
        assertTrue(grant.covers(name("foobar.com"), RecordType.TXT));
        assertFalse(grant.covers(name("dev.foobar.com"), RecordType.A));
        assertFalse(grant.covers(name("a.dev.foobar.com"), RecordType.MX));
    }

    @Test
    void mistakesAreToldWithTheirPlaceAndWithoutTheSecret() throws IOException {
        assertEquals(
                List.of(
                        "2:1: the secret is not 1 to 512 bytes in base64; make one with: openssl"
                                + " rand -base64 32",
                        "1:1: a key has no name; add name = \"transfer\""),
                ConfigText.of(folder, "[[key]]", "secret='!secret!'").problems().reversed());
    }

    @Test
    void whatIsNoPeerIsRefused() throws IOException {
        assertEquals(
                List.of(
                        "6:13: \"192.0.2.1/24\" is no prefix: 192.0.2.1 has bits behind its first 24;"
                                + " write the first address of the range and how many bits it shares,"
                                + " such as \"192.0.2.0/24\"",
                        "6:29: there is no key \"xfrr\"; did you mean \"xfr\"?",
                        "7:11: \"localhost\" is no server; write its address, with a port if it is"
                                + " not 53 and a key if it wants one, such as \"192.0.2.1:5353"
                                + " key:NAME\"",
                        "8:35: \"foobar.net\" is not in zone foobar.com; write whole names, such as"
                                + " \"*.foobar.com\""),
                with(
                                "name = 'foobar.com'",
                                "transfer = ['192.0.2.1/24', 'key:xfrr']",
                                "notify = ['localhost']",
                                "update = [{ key = 'xfr', names = ['foobar.net'] }]")
                        .problems());
    }

    @Test
    void aSecretInAFileOfItsOwnMayBeTheClauseOfTsigKeygen() throws IOException {
        Path file = folder.resolve("xfr.key");
        Files.writeString(
                file,
                "key \"xfr\" {\n\talgorithm hmac-sha512;\n\tsecret \"" + SECRET + "\";\n};\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        ConfigText text =
                ConfigText.of(
                        folder,
                        "[[key]]",
                        "name = 'xfr'",
                        "algorithm = 'hmac-sha512'",
                        "secret-file = 'xfr.key'");
        assertEquals(
                List.of(
                        "4:1: every user of this machine can read the secret in "
                                + file
                                + "; run chmod 600 on it"),
                text.warnings().stream().filter(line -> line.contains("secret")).toList());
        var key = text.config().keys().getFirst();
        assertEquals(TsigAlgorithm.HMAC_SHA512, key.algorithm());
        assertEquals(32, key.secretBytes());
        assertFalse(text.config().toString().contains(SECRET));
    }
}
