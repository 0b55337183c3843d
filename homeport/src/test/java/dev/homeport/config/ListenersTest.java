package dev.homeport.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

class ListenersTest {
    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:0", "0.0.0.0:65535", "255.10.9.199:53", "192.0.2.7:8080"})
    void anIpv4AddressAndAPortAreRead(String text) throws BadValue {
        assertEquals(text, Addresses.parse(text).toString());
    }

    @Test
    void anIpv6AddressStandsInBrackets() throws BadValue {
        assertEquals("[0:0:0:0:0:0:0:1]:53", Addresses.parse("[::1]:53").toString());
        assertTrue(Addresses.parse("[::]:53").address().isAnyLocalAddress());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "8080",
                "127.0.0.1",
                "127.0.0.1:",
                "127.0.0.1:-1",
                "127.0.0.1:+1",
                "127.0.0.1:99999",
                "127.1:80",
                "127.0.0.256:80",
                "127.0.0.01:80",
                "1.2.3.4.:80",
                "1.2.3.4.5:80",
                "2130706433:80",
                "::1:53",
                "[::1]",
                "[::1:53",
                "[]:53",
                "[1.2.3.4]:53",
                "[::g]:53",
                "www.foobar.com:80",
                "*:80",
                " 127.0.0.1:80",
                "127.0.0.1:80 ",
                "127.0.0.1:８０"
            })
    void anythingElseIsRefused(String text) {
        assertThrows(BadValue.class, () -> Addresses.parse(text));
    }

    @Test
    void oneStringIsAListOfOne() throws IOException {
        Config config = ConfigText.of(folder, "[http]", "listen = '[::1]:80'").config();
        assertEquals(1, config.http().listeners().size());
    }

    @Test
    void twoMayNotWantTheSameAddress() throws IOException {
        assertEquals(
                List.of(
                        "4:11: https.listen 127.0.0.1:80 is also the address of http.listen; give one"
                                + " of them another port"),
                ConfigText.of(
                                folder,
                                "[http]",
                                "listen = ['127.0.0.1:80']",
                                "[https]",
                                "listen = ['127.0.0.1:80']")
                        .problems());
    }

    @Test
    void aDefaultThatIsTakenIsReportedWhereItWasTaken() throws IOException {
        assertEquals(
                List.of(
                        "2:11: http.listen 127.0.0.1:8053 is also the usual address of admin.listen;"
                                + " give one of them another port"),
                ConfigText.of(folder, "[http]", "listen = ['127.0.0.1:8053']").problems());
    }

    @Test
    void allAddressesCoverOne() throws IOException {
        assertEquals(
                List.of(
                        "2:27: http.listen [0:0:0:0:0:0:0:0]:80 overlaps 127.0.0.1:80, the address of"
                                + " http.listen; give one of them another port"),
                ConfigText.of(folder, "[http]", "listen = ['127.0.0.1:80', '[::]:80']").problems());
        assertEquals(
                List.of(),
                ConfigText.of(folder, "[http]", "listen = ['0.0.0.0:80', '[::1]:80']").problems());
    }

    @Test
    void anyFreePortNeverClashes() throws IOException {
        Config config =
                ConfigText.of(folder, "[http]", "listen = ['127.0.0.1:0', '127.0.0.1:0']").config();
        assertEquals(2, config.http().listeners().size());
    }

    @Test
    void anEmptyListSwitchesOff() throws IOException {
        Config config = ConfigText.of(folder, "[https]", "listen = []").config();
        assertEquals(List.of(), config.https().listeners());
    }

    @Test
    void somethingMustListen() throws IOException {
        assertEquals(
                List.of(
                        "1:1: nothing listens: dns.listen, http.listen and https.listen are all empty;"
                                + " give at least one of them an address, such as \"127.0.0.1:8080\""),
                ConfigText.of(
                                folder,
                                "dns.listen = []",
                                "http.listen = []",
                                "https.listen = []",
                                "admin.enabled = true")
                        .problems());
    }

    @Test
    void adminListensOnLoopbackOnly() throws IOException {
        assertEquals(
                List.of(
                        "2:1: admin may not listen at 0.0.0.0:8053: whoever reaches it sees and stops"
                                + " everything; write a loopback address, such as \"127.0.0.1:8053\","
                                + " and use a tunnel from afar"),
                ConfigText.of(folder, "[admin]", "listen = '0.0.0.0:8053'").problems());
    }

    @Test
    void testsTakeFreePorts() throws IOException {
        Config config = ConfigText.of(folder, "").config().withFreePorts();
        assertEquals("[127.0.0.1:0]", config.dns().listeners().toString());
        assertEquals("[127.0.0.1:0]", config.https().listeners().toString());
        assertEquals("127.0.0.1:0", config.admin().listener().toString());
    }
}
