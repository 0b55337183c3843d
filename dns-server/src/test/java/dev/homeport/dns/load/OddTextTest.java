package dev.homeport.dns.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.homeport.dns.zone.ZoneRecord;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What operators' files hold beside the usual; the other servers' checkers were asked about each.
 */
class OddTextTest {
    private static final String HEAD = "$TTL 300\n@ SOA ns.test. host 1 2 3 4 5\n@ NS ns.test.\n";

    private static List<String> records(String text) {
        Loaded loaded = ZoneFiles.loadText(Path.of("example.zone"), HEAD + text);
        assertEquals(List.of(), loaded.problems());
        return records(loaded);
    }

    private static List<String> records(Loaded loaded) {
        return loaded.zones()
                .all()
                .getFirst()
                .records()
                .map(ZoneRecord::toString)
                .filter(r -> !r.contains(" SOA ") && !r.contains(" NS "))
                .sorted()
                .toList();
    }

    /** The problems of lines from 4 on. */
    private static List<String> problems(String text) {
        return ZoneFiles.loadText(Path.of("example.zone"), HEAD + text).problems().stream()
                .map(ZoneProblem::text)
                .toList();
    }

    @Test
    void generateCountsInNibblesAndBelowZero() {
        assertEquals(
                List.of(
                        "2.1.0.0.example. 300 A 192.0.2.18",
                        "a-02.example. 300 A 192.0.2.3",
                        "o010.example. 300 A 192.0.2.8",
                        "xb.a.example. 300 A 192.0.2.1"),
                records(
                        """
                        $GENERATE 18-18 ${0,7,n} A 192.0.2.$
                        $GENERATE 171-171 x${0,0,N} A 192.0.2.1
                        $GENERATE 3-3 a${-5,3,d} A 192.0.2.$
                        $GENERATE 8-8 o${0,3,o} A 192.0.2.$
                        """));
        assertEquals(
                List.of(
                        "example.zone:4:15: \"a${0,3,z}\" has a place that cannot be filled;"
                                + " write e.g. $ or ${0,3,d}; d, o, x, X, n and N count"),
                problems("$GENERATE 1-2 a${0,3,z} A 192.0.2.$\n"));
    }

    @Test
    void generateAtAndPastItsBound() {
        assertEquals(65_536, records("$GENERATE 1-65536 a$ TYPE65280 \\# 0\n").size());
        assertEquals(1, problems("$GENERATE 1-65537 a$ A 192.0.2.1\n").size());
    }

    @Test
    void genericDataIsReadForKnownAndUnknownTypes() {
        assertEquals(
                List.of(
                        "a.example. 300 A 192.0.2.1",
                        "b.example. 300 A 192.0.2.1",
                        "c.example. 300 TXT abc",
                        "d.example. 300 TYPE65280 \\# 3 ABCDEF",
                        "e.example. 300 TYPE65281 \\# 0 "),
                records(
                        """
                        a TYPE1 \\# 4 c0000201
                        b A \\# 4 c0 00 02 01
                        c CLASS1 TYPE16 \\# 4 03616263
                        d TYPE65280 \\# 3 abcdef
                        e TYPE65281 \\# 0
                        """));
        assertEquals(
                List.of(
                        "example.zone:4:8: A needs an IPv4 address (these bytes are something else);"
                                + " write e.g. \"192.0.2.1\"",
                        "example.zone:5:8: A needs an IPv4 address (no data at all);"
                                + " write e.g. \"192.0.2.1\"",
                        "example.zone:6:16: TYPE65280 cannot be read (\"4\" is not 1); write it as its"
                                + " RFC says, or its bytes as in \\# 4 0a000001"),
                problems("a A \\# 5 c000020101\na A \\# 0\na TYPE65280 \\# 4 00\n"));
    }

    @Test
    void newerTypesAreRead() {
        assertEquals(
                List.of(
                        "a.example. 300 EUI48 \\# 6 00005E00532A",
                        "a.example. 300 L32 \\# 6 000A0A010200",
                        "a.example. 300 NID \\# 10 000A00144FFFFF20EE64"),
                records(
                        """
                        a NID 10 0014:4fff:ff20:ee64
                        a L32 10 10.1.2.0
                        a EUI48 00-00-5e-00-53-2a
                        """));
        assertEquals(
                List.of(),
                problems(
                        """
                        a LOC 52 22 23.000 N 4 53 32.000 E -2.00m 0.00m 10000m 10m
                        a CERT PKIX 1 RSASHA256 AQIDBA==
                        a APL 1:192.168.32.0/21 !1:192.168.38.0/28
                        a IPSECKEY 10 1 2 192.0.2.38 AQNRU3mG7TVTO2BkR47usntb102uFJtugbo6BSGvgqt4AQ==
                        a HIP 2 200100107B1A74DF365639CC39F1D578 AwEAAbdx rvs.example.com.
                        a ZONEMD 2018031500 1 1 FEBE3D4CE2EC2FFA4BA99D46CD69D6D29711E55217057BEE
                        a CSYNC 66 3 A NS AAAA
                        a LP 10 l64
                        a L64 10 2001:0db8:1140:1000
                        a EUI64 00-00-5e-ef-10-00-00-2a
                        a AMTRELAY 10 0 1 203.0.113.15
                        a AMTRELAY 128 1 3 relays.example.com.
                        a RESINFO qnamemin exterr=15,16,17
                        a DSYNC CDS 1 5359 scanner
                        a SMIMEA 3 1 1 0A1B
                        a CDS 0 0 0 00
                        a CDNSKEY 0 3 0 AA==
                        """));
    }

    @Test
    void aByteOrderMarkIsPassedOver() {
        assertEquals(
                List.of(), ZoneFiles.loadText(Path.of("example.zone"), "\uFEFF" + HEAD).problems());
    }

    @Test
    void nulBytesAreNamed() {
        assertEquals(
                List.of(
                        "example.zone:4:9: a NUL byte; save the file as plain text in UTF-8",
                        "example.zone:5:2: a NUL byte; save the file as plain text in UTF-8"),
                problems("a TXT \"x\0y\"\nb\0 A 192.0.2.1\n; com\0ment\n"));
    }

    @Test
    void quotesInsideAWordBeginANewOne() {
        assertEquals(List.of("a.example. 300 TXT foo bar baz"), records("a TXT foo\"bar\"baz\n"));
    }

    @Test
    void servicesTakeQuotedValues() {
        assertEquals(
                List.of(
                        "a.example. 300 HTTPS 0 x.example.",
                        "b.example. 300 HTTPS 1 . alpn=h2,h3 port=443 ipv4hint=192.0.2.1 key65000=\"a"
                                + " b\""),
                records(
                        "a HTTPS 0 x\nb HTTPS 1 . key65000=\"a b\" port=443 alpn=\"h2,h3\""
                                + " ipv4hint=192.0.2.1\n"));
        for (String bad :
                List.of(
                        "alpn",
                        "port=x",
                        "port=1 port=2",
                        "no-default-alpn",
                        "mandatory=port",
                        "mandatory=mandatory",
                        "mandatory=port,port port=1",
                        "ipv4hint=::1",
                        "alpn=\"\"",
                        "foo=1",
                        "key65535=x",
                        "key01=x",
                        "ech=%")) {
            assertEquals(1, problems("a HTTPS 1 . " + bad + "\n").size(), bad);
        }
    }

    @Test
    void namesThatLookLikeOtherWordsAreNames() {
        assertEquals(
                List.of(
                        "300.example. 300 A 192.0.2.1",
                        "a.example. 300 A 192.0.2.2",
                        "in.example. 300 A 192.0.2.3"),
                records("300 IN A 192.0.2.1\nA A 192.0.2.2\nIN A 192.0.2.3\n"));
    }

    @Test
    void wrongEscapesAndNumbersAreNoNamesAndNoAddresses() {
        for (String bad :
                List.of(
                        "a\\300 A 192.0.2.1",
                        "a\\25 A 192.0.2.1",
                        "a..b A 192.0.2.1",
                        ".a A 192.0.2.1",
                        "x A 192.0.02.1",
                        "x A 192.0.2",
                        "x A 192.0.2.1.",
                        "x AAAA 1:2:3:4:5:6:7",
                        "x AAAA 1::2::3",
                        "x AAAA fe80::1%eth0",
                        "x AAAA :1",
                        "x AAAA 1:2:3:4:5:6:7:8::",
                        "x AAAA 12345::",
                        "x MX 10 \"quoted\"")) {
            assertEquals(1, problems(bad + "\n").size(), bad);
        }
    }

    @Test
    void longLinesAreRead() {
        String text = "a TXT " + "\"0123456789\" ".repeat(5_000) + "\n";
        assertEquals(1, records(text).size());
        // Records do not grow beyond what a message can tell of them.
        assertEquals(1, problems("a TXT " + "\"0123456789\" ".repeat(6_000) + "\n").size());
    }

    @Test
    void includesReadFilesOnlyAndTellWhy(@TempDir Path folder) throws IOException {
        Files.createDirectory(folder.resolve("sub"));
        Files.writeString(folder.resolve("with space"), "a A 192.0.2.1\n");
        Files.writeString(folder.resolve("sub/one"), "$INCLUDE two\n");
        Files.writeString(folder.resolve("sub/two"), "b A 192.0.2.2\n");
        Path zone = folder.resolve("example.zone");
        Files.writeString(zone, HEAD + "$INCLUDE \"with space\"\n$INCLUDE sub/one x\n");
        assertEquals(
                List.of("a.example. 300 A 192.0.2.1", "b.x.example. 300 A 192.0.2.2"),
                records(ZoneFiles.loadFile(zone)));
        Files.writeString(zone, HEAD + "$INCLUDE sub\n$INCLUDE nothing\n");
        assertEquals(
                List.of(
                        "cannot read sub (it is not a file)",
                        "cannot read nothing (there is no such file)"),
                ZoneFiles.loadFile(zone).problems().stream().map(ZoneProblem::message).toList());
    }

    @Test
    void setsAtAndPastTheirBound(@TempDir Path folder) throws IOException {
        Path zone = folder.resolve("example.zone");
        Files.writeString(zone, HEAD + "$GENERATE 1-3 a A 192.0.2.$\n");
        assertEquals(List.of(), ZoneFiles.load(folder, LoadLimits.ofRrsetRecords(3)).problems());
        assertEquals(
                List.of("a.example. has 3 A records, more than 2"),
                ZoneFiles.load(folder, LoadLimits.ofRrsetRecords(2)).problems().stream()
                        .map(ZoneProblem::message)
                        .toList());
    }

    @Test
    void theZoneThatWasAskedForHasToBeInTheFile(@TempDir Path folder) throws IOException {
        Path zone = folder.resolve("db.example");
        Files.write(zone, HEAD.getBytes(StandardCharsets.UTF_8));
        byte[] wire = "\7example\0".getBytes(StandardCharsets.UTF_8);
        var origin = dev.homeport.dns.zone.DomainName.ofWire(wire, 0, wire.length);
        assertEquals(List.of(), ZoneFiles.loadFile(zone, origin, LoadLimits.DEFAULT).problems());
        Files.writeString(zone, "$ORIGIN other.\n" + HEAD);
        assertEquals(
                List.of("the SOA record is of zone other., not of example."),
                ZoneFiles.loadFile(zone, origin, LoadLimits.DEFAULT).problems().stream()
                        .map(ZoneProblem::message)
                        .toList());
    }
}
