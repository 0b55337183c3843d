package dev.homeport.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.admin.RunFile;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** A million names in one zone and ten thousand small zones, loaded and reloaded while serving. */
class ManyNamesTest {
    private static final int NAMES = 1_000_000;
    private static final int ZONES = 10_000;
    private static final long RESIDENT_BYTES_MAX = 400L << 20;
    private static final String HEAD = "$TTL 300\n@ SOA ns1 host 1 3600 900 604800 60\n@ NS ns1\n";

    @TempDir Path folder;

    @Test
    void everyQueryIsAnsweredWhileAllIsReadAnewAndMemoryIsGivenBack() throws Exception {
        SiteFolder site = SiteFolder.ofDemo(folder);
        write(site, 1);
        AtomicBoolean stop = new AtomicBoolean();
        try (RunningHomeport homeport = RunningHomeport.start(site);
                ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> asking =
                    Stream.of(false, true)
                            .map(tcp -> askers.submit(asker(homeport, tcp, stop)))
                            .toList();
            write(site, 2);
            Tool.Result reload;
            try {
                reload = site.homeport().run("reload");
            } finally {
                stop.set(true);
            }
            assertEquals(0, reload.exitCode(), reload.out() + reload.err());
            for (Future<Integer> one : asking) assertTrue(one.get() > 20, "too few queries");
            assertEquals("10.2.66.63", address(homeport.resolver(), host(NAMES - 1)));
            assertEquals("10.2.0.53", address(homeport.resolver(), zone(ZONES - 1)));
            long resident = resident(site);
            assertTrue(resident < RESIDENT_BYTES_MAX, () -> "resident: " + resident);
        }
    }

    private void write(SiteFolder site, int generation) throws IOException {
        Path zones = site.folder().resolve("zones");
        String network = "10." + generation + ".";
        try (BufferedWriter out = Files.newBufferedWriter(zones.resolve("million.test.zone"))) {
            out.write(HEAD + "ns1 A " + network + "0.53\n");
            for (int i = 0; i < NAMES; i++) {
                out.write("h" + i + " A " + network + (i >> 8 & 0x7f) + "." + (i & 0xff) + "\n");
            }
        }
        for (int i = 0; i < ZONES; i++) {
            Path file = zones.resolve("z" + i + ".test.zone");
            Files.writeString(file, HEAD + "ns1 A " + network + "0.53\n");
        }
    }

    private static String host(int number) {
        return "h" + number + ".million.test.";
    }

    private static String zone(int number) {
        return "ns1.z" + number + ".test.";
    }

    /** One query after the other, so that none is lost because the asker is too fast. */
    private static Callable<Integer> asker(
            RunningHomeport homeport, boolean tcp, AtomicBoolean stop) {
        long seed = System.nanoTime();
        System.out.println("ManyNamesTest asks by seed " + seed);
        return () -> {
            SplittableRandom random = new SplittableRandom(seed);
            SimpleResolver resolver = homeport.resolver();
            resolver.setTCP(tcp);
            int asked = 0;
            while (!stop.get()) {
                boolean large = asked++ % 2 == 0;
                int number = random.nextInt(large ? NAMES : ZONES);
                String found = address(resolver, large ? host(number) : zone(number));
                String wanted = large ? (number >> 8 & 0x7f) + "." + (number & 0xff) : "0.53";
                assertTrue(found.equals("10.1." + wanted) || found.equals("10.2." + wanted), found);
            }
            return asked;
        };
    }

    private static String address(SimpleResolver resolver, String name) throws IOException {
        Record question = Record.newRecord(Name.fromString(name), Type.A, DClass.IN);
        Message reply = resolver.send(Message.newQuery(question));
        assertEquals(1, reply.getSection(Section.ANSWER).size(), reply::toString);
        return reply.getSection(Section.ANSWER).getFirst().rdataToString();
    }

    /** Bytes of the process in memory. */
    private static long resident(SiteFolder site) throws IOException {
        long pid = RunFile.find(site.data()).orElseThrow().pid();
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .sum();
        }
    }
}
