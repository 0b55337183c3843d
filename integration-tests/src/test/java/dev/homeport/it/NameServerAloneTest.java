package dev.homeport.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;

/** A name server without any web site. */
class NameServerAloneTest {
    @TempDir private Path folder;

    @Test
    void namesAreServedWithoutSites() throws Exception {
        try (RunningHomeport homeport = RunningHomeport.start(site(""))) {
            String answer =
                    Tool.named("dig")
                            .run(
                                    "@127.0.0.1",
                                    "-p",
                                    Integer.toString(homeport.port("dns")),
                                    "+short",
                                    "foobar.com")
                            .out();
            assertEquals("127.0.0.1", answer.strip());
        }
    }

    @Test
    void encryptedDnsShowsACertificateForThisMachine() throws Exception {
        try (RunningHomeport homeport = RunningHomeport.start(site("\"127.0.0.1:0\""))) {
            Tool.Result answer =
                    Tool.named("kdig")
                            .run(
                                    "@127.0.0.1",
                                    "-p",
                                    Integer.toString(homeport.port("dot")),
                                    "+tls-ca=" + folder.resolve("data/tls/ca.pem"),
                                    "+tls-host=localhost",
                                    "+short",
                                    "foobar.com");
            assertTrue(answer.out().contains("127.0.0.1"), answer.toString());
        }
    }

    private SiteFolder site(String dnsOverTls) throws Exception {
        SiteFolder site = SiteFolder.ofDemo(folder);
        Files.writeString(
                site.configuration(),
                """
                [data]
                directory = "data"
                [dns]
                listen = ["127.0.0.1:0"]
                zones = "zones"
                [dns.tls]
                listen = [%s]
                [http]
                listen = []
                [https]
                listen = []
                [admin]
                listen = "127.0.0.1:0"
                """
                        .formatted(dnsOverTls));
        return site;
    }
}
