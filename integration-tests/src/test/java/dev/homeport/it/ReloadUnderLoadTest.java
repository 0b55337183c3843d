package dev.homeport.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/** While zones are read anew, every query is answered, and from one version alone. */
class ReloadUnderLoadTest {
    private static final int RELOADS = 10;

    @TempDir Path folder;

    @Test
    void noAnswerIsLostFailedOrMixed() throws Exception {
        SiteFolder site = SiteFolder.ofDemo(folder);
        write(site, 1);
        AtomicBoolean stop = new AtomicBoolean();
        try (RunningHomeport homeport = RunningHomeport.start(site);
                ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> asking =
                    List.of(
                            askers.submit(asker(resolver(homeport, false), stop)),
                            askers.submit(asker(resolver(homeport, true), stop)));
            try {
                for (int generation = 2; generation <= RELOADS + 1; generation++) {
                    write(site, generation);
                    Tool.Result reload = site.homeport().run("reload");
                    assertEquals(0, reload.exitCode(), reload.out() + reload.err());
                    assertEquals(
                            Set.of(generation),
                            generations(resolver(homeport, false), "alias.gen.test.", Type.A));
                }
            } finally {
                stop.set(true);
            }
            for (Future<Integer> one : asking) {
                assertTrue(one.get() > 10 * RELOADS, () -> "too few to tell: " + one.resultNow());
            }
        }
    }

    /** Each record tells its generation. */
    private static void write(SiteFolder site, int generation) throws IOException {
        String zone =
                """
                $TTL 300
                @ SOA ns1 host G 3600 900 604800 60
                @ NS ns1
                ns1 A 192.0.2.G
                @ MX G hG
                alias CNAME hG
                hG A 192.0.2.G
                """;
        Files.writeString(
                site.folder().resolve("zones/gen.test.zone"),
                zone.replace("G", Integer.toString(generation)));
    }

    /** One query after the other, so that none is lost because the asker is too fast. */
    private static Callable<Integer> asker(SimpleResolver resolver, AtomicBoolean stop) {
        return () -> {
            int asked = 0;
            int last = 0;
            while (!stop.get()) {
                boolean odd = asked++ % 2 == 1;
                String name = odd ? "alias.gen.test." : "gen.test.";
                Set<Integer> found = generations(resolver, name, odd ? Type.A : Type.MX);
                assertEquals(1, found.size(), () -> "mixed: " + found);
                int generation = found.iterator().next();
                assertTrue(generation >= last, "back from " + last + " to " + generation);
                last = generation;
            }
            return asked;
        };
    }

    private static Set<Integer> generations(SimpleResolver resolver, String name, int type)
            throws IOException {
        Record question = Record.newRecord(Name.fromString(name), type, DClass.IN);
        Message reply = resolver.send(Message.newQuery(question));
        assertEquals(Rcode.NOERROR, reply.getRcode());
        Set<Integer> found = new TreeSet<>();
        int records = 0;
        for (int section : new int[] {Section.ANSWER, Section.ADDITIONAL}) {
            for (Record record : reply.getSection(section)) {
                if (record.getType() == Type.OPT) continue;
                found.add(generation(record));
                records++;
            }
        }
        assertTrue(records >= 2, reply::toString);
        return found;
    }

    private static int generation(Record record) {
        return switch (record) {
            case ARecord a -> a.getAddress().getAddress()[3];
            case CNAMERecord alias ->
                    Integer.parseInt(alias.getTarget().getLabelString(0).substring(1));
            case MXRecord mx -> mx.getPriority();
            default -> throw new AssertionError("unexpected: " + record);
        };
    }

    private static SimpleResolver resolver(RunningHomeport homeport, boolean stream) {
        SimpleResolver resolver = homeport.resolver();
        resolver.setTimeout(Duration.ofSeconds(5));
        resolver.setTCP(stream);
        return resolver;
    }
}
