package dev.homeport.http.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.homeport.http.Handler;
import dev.homeport.http.Response;
import dev.homeport.http.semantics.PathPattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.InetAddress;
import java.util.List;

class AddressRulesTest {
    private static final Handler NEXT = _ -> Response.of(204);

    private static Network network(String address, int bits) {
        return new Network(InetAddress.ofLiteral(address), bits);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.0, 24, 192.0.2.255, true",
        "192.0.2.0, 24, 192.0.3.0, false",
        "192.0.2.77, 24, 192.0.2.1, true",
        "192.0.2.128, 25, 192.0.2.127, false",
        "192.0.2.128, 25, 192.0.2.200, true",
        "192.0.2.1, 32, 192.0.2.1, true",
        "192.0.2.1, 32, 192.0.2.2, false",
        "0.0.0.0, 0, 203.0.113.9, true",
        "0.0.0.0, 0, ::1, false",
        "2001:db8::, 33, 2001:db8:7fff::1, true",
        "2001:db8::, 33, 2001:db8:8000::1, false",
        "::, 0, 2001:db8::1, true",
        "::ffff:192.0.2.0, 24, 192.0.2.9, true",
    })
    void aNetworkIsItsFirstBits(String address, int bits, String client, boolean within) {
        boolean contains = network(address, bits).contains(InetAddress.ofLiteral(client));
        assertEquals(within, contains);
    }

    @Test
    void bitsAreThoseOfTheAddress() {
        assertThrows(IllegalArgumentException.class, () -> network("192.0.2.0", 33));
        assertThrows(IllegalArgumentException.class, () -> network("::", 129));
        assertThrows(IllegalArgumentException.class, () -> network("::", -1));
        assertEquals("192.0.2.0/24", network("192.0.2.0", 24).toString());
    }

    @ParameterizedTest
    @CsvSource({
        "/intern/x, 192.0.2.1, 204",
        "/intern/x, 192.0.2.66, 403",
        "/intern/x, 203.0.113.1, 403",
        "/intern, 203.0.113.1, 403",
        "/x, 203.0.113.1, 204",
        "/x, 198.51.100.1, 403",
    })
    void everyRuleHasToAgree(String path, String client, int status) throws Exception {
        AddressRules rules =
                new AddressRules(
                        List.of(
                                new AddressRules.Rule(
                                        PathPattern.of("/intern/**"),
                                        List.of(network("192.0.2.0", 24)),
                                        List.of(network("192.0.2.66", 32))),
                                new AddressRules.Rule(
                                        PathPattern.ALL,
                                        List.of(),
                                        List.of(network("198.51.100.0", 24)))));
        assertEquals(status, rules.filter(From.address(client, path), NEXT).status());
    }
}
