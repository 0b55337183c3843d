package dev.homeport.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.Type;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.BitSet;
import java.util.HexFormat;

/**
 * The running name server under tens of thousands of broken messages. Another run of the same:
 * {@code -Dhomeport.seed=N}.
 */
class HostileMessagesTest {
    private static final long SEED = Long.getLong("homeport.seed", System.nanoTime());
    private static final int DATAGRAMS = 10_000;

    /** Under the number of conversations at a time, so that none is dropped for that. */
    private static final int IN_FLIGHT = 64;

    private static final int CONNECTIONS = 150;
    private static final int MESSAGES_A_CONNECTION = 25;
    private static final String SECRET = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    @TempDir static Path folder;
    private static RunningHomeport homeport;

    @BeforeAll
    static void start() throws Exception {
        SiteFolder site = SiteFolder.ofDemo(folder);
        String more =
                """

                [[key]]
                name = "known"
                secret = "%s"

                [[zone]]
                name = "foobar.com"
                transfer = ["key:known"]
                update = [{ key = "known", names = ["*.dev.foobar.com"], types = ["A"] }]
                """
                        .formatted(SECRET);
        Files.writeString(site.configuration(), Files.readString(site.configuration()) + more);
        Files.setPosixFilePermissions(
                site.configuration(), PosixFilePermissions.fromString("rw-------"));
        homeport = RunningHomeport.start(site);
    }

    @AfterAll
    static void stop() {
        homeport.close();
    }

    @Test
    void everyDatagramWithAHeaderGetsAReplyOfItsId() throws Exception {
        Mutants mutants = new Mutants(SEED, key());
        try (DnsClient client = new DnsClient(homeport.port("dns"), 5_000)) {
            for (int sent = 0; sent < DATAGRAMS; sent += IN_FLIGHT) {
                BitSet awaited = new BitSet();
                StringBuilder said = new StringBuilder();
                for (int i = 0; i < IN_FLIGHT; i++) {
                    byte[] mutant = mutants.next(i);
                    if (Mutants.wantsReply(mutant)) awaited.set(i);
                    said.append(i).append(' ').append(HexFormat.of().formatHex(mutant));
                    said.append('\n');
                    client.send(mutant);
                }
                takeReplies(client, awaited, said);
                if (sent % (50 * IN_FLIGHT) == 0) controlQuery();
            }
        }
        nothingFailed();
    }

    private static void takeReplies(DnsClient client, BitSet awaited, CharSequence said)
            throws IOException {
        while (!awaited.isEmpty()) {
            byte[] reply;
            try {
                reply = client.receive();
            } catch (SocketTimeoutException e) {
                throw new AssertionError(
                        "seed " + SEED + ": no reply to " + awaited + " of\n" + said, e);
            }
            int id = (reply[0] & 0xff) << 8 | (reply[1] & 0xff);
            assertTrue(reply[2] < 0, "a reply says that it is one");
            assertTrue(awaited.get(id), () -> "seed " + SEED + ": unasked " + id + "\n" + said);
            awaited.clear(id);
        }
    }

    @Test
    void brokenConnectionsLeaveTheOthersAlone() throws Exception {
        Mutants mutants = new Mutants(SEED + 1, key());
        for (int i = 0; i < CONNECTIONS; i++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
                socket.setSoTimeout(15_000);
                for (int n = 0; n < MESSAGES_A_CONNECTION; n++) {
                    socket.getOutputStream().write(mutants.framed(mutants.next(n)));
                }
                socket.shutdownOutput();
                drain(socket.getInputStream());
            } catch (SocketException e) {
                // It closed the connection while we wrote, as it does for an overlong message.
            }
            if (i % 20 == 0) controlQuery();
        }
        controlQuery();
        nothingFailed();
    }

    /** Whole replies up to the end; the connection ends as soon as the last is said. */
    private static void drain(InputStream in) throws IOException {
        for (int high = in.read(); high >= 0; high = in.read()) {
            int length = high << 8 | in.read();
            byte[] reply = in.readNBytes(length);
            assertEquals(length, reply.length, "seed " + SEED + ": a reply cut off");
            assertTrue(length >= 12 && reply[2] < 0, "seed " + SEED + ": no reply");
        }
    }

    private static int port() {
        return homeport.port("dns");
    }

    private static TSIG key() {
        return new TSIG(TSIG.HMAC_SHA256, "known.", SECRET);
    }

    private static void controlQuery() throws IOException {
        Name name = Name.fromString("www.foobar.com.");
        Message query = Message.newQuery(Record.newRecord(name, Type.A, DClass.IN));
        Message reply = homeport.resolver().send(query);
        assertEquals(Rcode.NOERROR, reply.getRcode(), "seed " + SEED);
        assertEquals(
                "127.0.0.1",
                reply.getSection(Section.ANSWER).getLast().rdataToString(),
                "seed " + SEED);
    }

    private static void nothingFailed() throws IOException {
        String log = homeport.output();
        assertFalse(log.contains("dns_answer_failed"), () -> "seed " + SEED + "\n" + log);
        assertFalse(log.contains("\tat "), () -> "seed " + SEED + "\n" + log);
        assertFalse(log.contains("Exception"), () -> "seed " + SEED + "\n" + log);
    }
}
