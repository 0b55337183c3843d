package dev.homeport.testkit;

import dev.homeport.dns.LiveZones;
import dev.homeport.dns.load.Loaded;
import dev.homeport.dns.load.Severity;
import dev.homeport.dns.load.ZoneFiles;
import dev.homeport.dns.wire.Responder;
import dev.homeport.dns.wire.ResponderOptions;
import dev.homeport.dns.wire.ServerIdentity;
import dev.homeport.dns.wire.Transport;
import dev.homeport.dns.zone.Zones;

import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Type;

import java.io.IOException;
import java.lang.System.Logger;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The name server of one test: a zone, what is wrong with it, and who asked what. Thread-safe. */
final class TestNames implements AutoCloseable {
    static final int RECORDED_MAX = 10_000;

    private static final Logger LOG = System.getLogger(TestNames.class.getName());

    /** RFC 1035 5.1: owner, TTL and class in any order, then the type. */
    private static final Pattern SOA = Pattern.compile("(?im)^\\S*(\\s+(\\d\\w*|IN))*\\s+SOA\\s");

    private static final int UDP_BYTES_MAX = 1232;
    private static final int ALIAS_STEPS_MAX = 8;
    private static final int TTL = 300;

    private final String domain;
    private final TestClock clock;
    private final Faults faults;
    private final LiveZones zones = new LiveZones(Zones.NONE);
    private final Responder responder;
    private final ConcurrentLinkedDeque<NameQuery> queries = new ConcurrentLinkedDeque<>();
    private final DnsFront front;

    /** Guarded by this. */
    private String text;

    /** Guarded by this. */
    private int serial;

    TestNames(String domain, TestClock clock, Faults faults) {
        this.domain = domain;
        this.clock = clock;
        this.faults = faults;
        var options = new ResponderOptions(UDP_BYTES_MAX, ALIAS_STEPS_MAX, ServerIdentity.HIDDEN);
        responder =
                new Responder(
                        zones::current,
                        options,
                        e -> LOG.log(Logger.Level.ERROR, "a query could not be answered", e));
        text = "@ A 127.0.0.1\nwww CNAME @\n";
        publish(text);
        front = DnsFront.open(this::answer);
    }

    InetSocketAddress address() {
        return front.address();
    }

    /** Adds lines of a master file. */
    synchronized void add(String lines) {
        replace(text + lines.stripIndent() + "\n");
    }

    /** Serves these lines of a master file and no others. */
    synchronized void replace(String lines) {
        publish(lines);
        text = lines;
    }

    private synchronized void publish(String lines) {
        Path source = Path.of(domain + ".zone");
        boolean whole = SOA.matcher(lines).find();
        Loaded loaded = ZoneFiles.loadText(source, whole ? lines : head() + lines);
        if (loaded.hasErrors()) {
            throw new IllegalArgumentException(
                    loaded.problems().stream()
                            .filter(problem -> problem.severity() == Severity.ERROR)
                            .map(problem -> problem.message() + "; " + problem.remedy())
                            .collect(Collectors.joining("\n", "records of " + domain + ":\n", "")));
        }
        serial++;
        zones.publish(loaded.zones());
    }

    private String head() {
        return """
        $ORIGIN %s.
        $TTL %d
        @ SOA ns1 hostmaster %d 3600 600 604800 60
        @ NS ns1
        ns1 A 127.0.0.1
        """
                .formatted(domain, TTL, serial + 1);
    }

    private byte[] answer(byte[] query, String transport) throws InterruptedException {
        Optional<Record> question = question(query);
        Optional<byte[]> reply = responder.respond(query, Transport.valueOf(transport));
        if (question.isEmpty()) return reply.orElse(new byte[0]);
        String name = text(question.get().getName());
        byte[] said = reply.orElse(new byte[0]);
        Optional<NameFault> fault = faults.ofName(name);
        if (fault.isPresent() && said.length > 0) {
            if (fault.get() instanceof NameFault.Delay(var time)) Thread.sleep(time);
            said = FaultyReply.of(said, fault.get(), transport, soa());
        }
        record(name, question.get().getType(), transport, said);
        return said;
    }

    private void record(String name, int type, String transport, byte[] said) {
        String rcode = said.length < 4 ? "NONE" : Rcode.string(said[3] & 0xf);
        queries.add(new NameQuery(clock.instant(), name, Type.string(type), transport, rcode));
        if (queries.size() > RECORDED_MAX) queries.poll();
    }

    private static Optional<Record> question(byte[] query) {
        try {
            return Optional.ofNullable(new Message(query).getQuestion());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static String text(Name name) {
        return name.toString(true).toLowerCase(Locale.ROOT);
    }

    private SOARecord soa() {
        Name origin = Name.fromConstantString(domain + ".");
        return new SOARecord(origin, DClass.IN, 60, origin, origin, 1, 3600, 600, 604_800, 60);
    }

    List<NameQuery> queries() {
        return List.copyOf(queries);
    }

    void forget() {
        queries.clear();
    }

    @Override
    public void close() {
        front.close();
    }
}
