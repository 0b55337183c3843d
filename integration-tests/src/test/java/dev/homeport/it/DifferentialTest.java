package dev.homeport.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * NSD, Knot, BIND and we serve the same random zones and are asked the same random questions; where
 * the others agree, we do. Another seed than the usual one is given with {@code
 * -Dhomeport.differential.seed=N}.
 */
class DifferentialTest {
    private static final long SEED = Long.getLong("homeport.differential.seed", 20_261_123);
    private static final int FAMILIES = 24;
    private static final int QUESTIONS =
            Integer.getInteger("homeport.differential.questions", 6000);
    private static final int QUESTIONS_MIN = 500;
    private static final Duration TIME_MAX = Duration.ofSeconds(45);
    private static final int DATAGRAMS = 2000;
    private static final int SHOWN_MAX = Integer.getInteger("homeport.differential.shown", 12);

    @TempDir static Path folder;
    private static final List<AutoCloseable> open = new ArrayList<>();
    private static final Map<String, DnsClient> peers = new LinkedHashMap<>();
    private static final Set<String> origins = new TreeSet<>();
    private static final List<String> owners = new ArrayList<>();
    private static DnsClient ours;

    @BeforeAll
    static void start() throws Exception {
        SiteFolder site = SiteFolder.ofDemo(folder.resolve("site"));
        Path zones = site.folder().resolve("zones");
        Files.delete(site.zoneFile());
        writeZones(zones);
        RunningHomeport homeport = RunningHomeport.start(site);
        open.add(homeport);
        ours = new DnsClient(homeport.port("dns"), 5000);
        open.add(ours);
        for (Peer.Program program : Peer.Program.values()) {
            Peer peer = Peer.start(program, folder.resolve(program.name()), zones);
            open.add(peer);
            DnsClient client = new DnsClient(peer.port(), 5000);
            open.add(client);
            peers.put(peer.name(), client);
        }
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable one : open.reversed()) one.close();
    }

    private static void writeZones(Path folder) throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < FAMILIES; i++) {
            var family = new RandomFamily(random, "f" + i + ".test.");
            for (var zone : family.texts().entrySet()) {
                write(folder, zone.getKey(), zone.getValue());
            }
        }
        Path signed = SiteFolder.REPOSITORY.resolve("dns-server/src/test/resources/signed");
        try (Stream<Path> files = Files.list(signed)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                String origin = name.substring(0, name.length() - "zone".length());
                write(folder, origin, Files.readString(file));
            }
        }
    }

    private static void write(Path folder, String origin, String text) throws IOException {
        Files.writeString(folder.resolve(origin + "zone"), text);
        origins.add(origin);
        for (String line : text.split("\n", -1)) {
            String owner = line.split(" ", 2)[0];
            if (owner.endsWith(origin)) owners.add(owner);
        }
    }

    @Test
    void whereTheOthersAgreeWeAgree() throws IOException {
        System.out.println("differential test: -Dhomeport.differential.seed=" + SEED);
        SplittableRandom random = new SplittableRandom(SEED + 1);
        List<String> apexes = List.copyOf(origins);
        List<String> alone = new ArrayList<>();
        long end = System.nanoTime() + TIME_MAX.toNanos();
        int asked = 0;
        while (asked < QUESTIONS && System.nanoTime() < end) {
            Inquiry inquiry = Inquiry.random(random, apexes, owners);
            asked++;
            Comparison comparison = compare(inquiry, asked & 0xffff);
            List<String> aspects = KnownDifferences.remaining(comparison);
            if (!aspects.isEmpty()) alone.add(comparison.transcript(aspects));
        }
        String total = alone.size() + " of " + asked + " questions, seed " + SEED + "\n";
        assertTrue(asked >= QUESTIONS_MIN, total);
        if (alone.isEmpty()) return;
        fail(total + String.join("\n", alone.subList(0, Math.min(alone.size(), SHOWN_MAX))));
    }

    @Test
    void aDatagramHoldsTheWholeAnswerOrSaysThatItDoesNot() throws IOException {
        SplittableRandom random = new SplittableRandom(SEED + 2);
        List<String> apexes = List.copyOf(origins);
        int truncated = 0;
        for (int i = 1; i <= DATAGRAMS; i++) {
            Inquiry inquiry = Inquiry.random(random, apexes, owners);
            byte[] query = inquiry.toWire(i);
            Observed whole = Observed.of(ours.overTcp(query), origins);
            Observed said = Observed.of(ours.overUdp(query), origins);
            String words = "seed " + SEED + " " + inquiry + "\n" + said + "\nover TCP " + whole;
            assertEquals(whole.head(), said.head(), words);
            assertTrue(said.bytes() <= inquiry.datagramBytesMax(), words);
            if (said.tc()) {
                truncated++;
                assertTrue(whole.bytes() > inquiry.datagramBytesMax(), words);
                // Small variations of size decide differently; beyond them the others agree.
                boolean clear =
                        whole.bytes() > inquiry.datagramBytesMax() * 5 / 4
                                && !whole.isEndlessChain();
                assertTrue(!clear || isTruncatedByOthers(query), words);
            } else {
                assertEquals(whole.answer(), said.answer(), words);
                assertEquals(whole.authority(), said.authority(), words);
            }
        }
        assertTrue(truncated >= DATAGRAMS / 200, truncated + " truncated");
    }

    private static boolean isTruncatedByOthers(byte[] query) throws IOException {
        int votes = 0;
        for (DnsClient peer : peers.values()) {
            if (Observed.of(peer.overUdp(query), origins).tc()) votes++;
        }
        return votes >= 2;
    }

    private static Comparison compare(Inquiry inquiry, int id) throws IOException {
        byte[] query = inquiry.toWire(id);
        Map<String, Observed> said = new LinkedHashMap<>();
        for (var peer : peers.entrySet()) {
            said.put(peer.getKey(), Observed.of(peer.getValue().overTcp(query), origins));
        }
        return new Comparison(inquiry, Observed.of(ours.overTcp(query), origins), said, origins);
    }
}
