package dev.homeport.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Every question is in the query log once that is switched on, whichever way it came. */
class QueryLogTest {
    @TempDir Path folder;

    @Test
    void questionsOverUdpAndHttpsAreLogged() throws Exception {
        SiteFolder site = SiteFolder.ofDemo(folder);
        Files.writeString(
                site.configuration(),
                Files.readString(site.configuration()) + "\n[log]\nquery = \"text\"\n");
        try (RunningHomeport homeport = RunningHomeport.start(site)) {
            Name name = Name.fromString("notes.dev.foobar.com.");
            Record question = Record.newRecord(name, Type.TXT, DClass.IN);
            homeport.resolver().send(Message.newQuery(question));
            String port = Integer.toString(homeport.port("https"));
            Tool dig = Tool.named("dig");
            assertEquals(
                    0,
                    dig.run("@127.0.0.1", "-p", port, "+https", "nothing.foobar.com").exitCode());

            await().atMost(Duration.ofSeconds(20))
                    .until(
                            () ->
                                    log(site).contains(" udp notes.dev.foobar.com. TXT NOERROR ")
                                            && log(site)
                                                    .contains(
                                                            " https nothing.foobar.com. A NXDOMAIN "));
        }
    }

    private static String log(SiteFolder site) throws Exception {
        Path file = site.data().resolve("log/query.log");
        return Files.exists(file) ? Files.readString(file) : "";
    }
}
