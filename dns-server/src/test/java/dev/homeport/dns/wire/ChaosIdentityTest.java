package dev.homeport.dns.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.homeport.dns.zone.Zones;

import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

import java.io.IOException;

/** The server says who it is only as far as it was told to (RFC 4892). */
class ChaosIdentityTest {
    private static String ask(ServerIdentity identity, String name, int type) throws IOException {
        var options = new ResponderOptions(1232, 16, identity);
        Responder responder = new Responder(() -> Zones.NONE, options, _ -> {});
        Message query = Message.newQuery(Record.newRecord(Name.fromString(name), type, DClass.CH));
        Message reply = new Message(responder.respond(query.toWire(), Transport.UDP).orElseThrow());
        if (reply.getSection(Section.ANSWER).isEmpty()) return Rcode.string(reply.getRcode());
        Record record = reply.getSection(Section.ANSWER).getFirst();
        return DClass.string(record.getDClass()) + " " + record.rdataToString();
    }

    @Test
    void tellsVersionAndIdWhenConfigured() throws IOException {
        var identity = new ServerIdentity("Homeport 0.1", "ns1");
        assertEquals("CH \"Homeport 0.1\"", ask(identity, "version.bind.", Type.TXT));
        assertEquals("CH \"Homeport 0.1\"", ask(identity, "VERSION.SERVER.", Type.ANY));
        assertEquals("CH ns1", ask(identity, "id.server.", Type.TXT).replace("\"", ""));
        assertEquals("CH ns1", ask(identity, "hostname.bind.", Type.TXT).replace("\"", ""));
        assertEquals("NOERROR", ask(identity, "version.bind.", Type.A));
        assertEquals("REFUSED", ask(identity, "authors.bind.", Type.TXT));
    }

    @Test
    void refusesWhatIsHidden() throws IOException {
        assertEquals("REFUSED", ask(ServerIdentity.HIDDEN, "version.bind.", Type.TXT));
        assertEquals("REFUSED", ask(new ServerIdentity("", "ns1"), "version.bind.", Type.TXT));
    }

    @Test
    void takesTextsOf255BytesAndNotOneMore() throws IOException {
        var longest = new ServerIdentity("v".repeat(255), "");
        assertEquals(
                "CH " + "v".repeat(255), ask(longest, "version.bind.", Type.TXT).replace("\"", ""));
        assertThrows(IllegalArgumentException.class, () -> new ServerIdentity("v".repeat(256), ""));
        assertThrows(IllegalArgumentException.class, () -> new ServerIdentity("é", ""));
    }
}
