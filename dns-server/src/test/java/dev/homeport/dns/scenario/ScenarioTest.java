package dev.homeport.dns.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.dns.load.Loaded;
import dev.homeport.dns.load.ZoneFiles;
import dev.homeport.dns.wire.Responder;
import dev.homeport.dns.wire.ResponderOptions;
import dev.homeport.dns.wire.ServerIdentity;
import dev.homeport.dns.wire.Transport;
import dev.homeport.dns.zone.Zone;
import dev.homeport.dns.zone.Zones;

import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Runs every scenario file through bytes: dnsjava asks, dnsjava reads the reply. */
class ScenarioTest {
    private static final Path FOLDER = Path.of("src/test/resources/scenarios");
    private static final Name SIGNED_ZONES = Name.fromConstantString("test.");
    private static final Set<Integer> LETTERS_MATTER =
            Set.of(Type.TXT, Type.DNSKEY, Type.OPENPGPKEY);
    private static final ResponderOptions OPTIONS =
            new ResponderOptions(1232, 16, new ServerIdentity("Homeport", "ns1"));

    @TestFactory
    Stream<DynamicContainer> answersAsTheRfcsSay() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(f -> f.toString().endsWith(".scenario")).sorted().toList().stream()
                    .map(ScenarioTest::container);
        }
    }

    private static DynamicContainer container(Path file) {
        try {
            Scenario scenario = Scenario.read(file);
            Responder responder = responder(scenario);
            return DynamicContainer.dynamicContainer(
                    file.getFileName() + " (" + scenario.rfc() + ")",
                    scenario.asks().stream().map(ask -> test(responder, scenario, ask)));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Responder responder(Scenario scenario) {
        List<Zone> zones = new ArrayList<>();
        for (Scenario.ZoneText zone : scenario.zones()) {
            String name = zone.origin().equals(".") ? "root" : zone.origin();
            Loaded loaded =
                    ZoneFiles.loadText(
                            Path.of(name + ".zone"), String.join("\n", zone.lines()) + "\n");
            assertTrue(!loaded.hasErrors(), () -> scenario.file() + ": " + loaded.problems());
            zones.addAll(loaded.zones().all());
        }
        Zones all = Zones.of(zones);
        return new Responder(
                () -> all,
                OPTIONS,
                failure -> {
                    throw failure;
                });
    }

    private static DynamicTest test(Responder responder, Scenario scenario, Scenario.Ask ask) {
        String name = String.join(" ", ask.words());
        var place = scenario.file().toAbsolutePath().toUri();
        return DynamicTest.dynamicTest(name, place, () -> check(responder, ask));
    }

    private static void check(Responder responder, Scenario.Ask ask) throws IOException {
        Message query = query(ask);
        Transport transport = ask.words().contains("tcp") ? Transport.TCP : Transport.UDP;
        byte[] bytes = responder.respond(query.toWire(), transport).orElseThrow();
        Message reply = new Message(bytes);
        assertEquals(expected(ask), actual(reply, ask), () -> "line " + ask.line() + "\n" + reply);
        assertEquals(query.getHeader().getID(), reply.getHeader().getID());
        assertEquals(query.getQuestion().toString(), reply.getQuestion().toString());
    }

    private static Message query(Scenario.Ask ask) throws IOException {
        Name name = Name.fromString(ask.words().getFirst(), Name.root);
        int questionClass = DClass.IN;
        Message query = new Message();
        query.getHeader().unsetFlag(Flags.RD);
        for (String word : ask.words().subList(2, ask.words().size())) {
            String value = word.substring(word.indexOf('=') + 1);
            switch (word.split("=", 2)[0]) {
                case "DO" -> {
                    int bytesMax = word.equals("DO") ? 1232 : Integer.parseInt(value);
                    query.addRecord(new OPTRecord(bytesMax, 0, 0, 0x8000), Section.ADDITIONAL);
                }
                case "edns" ->
                        query.addRecord(
                                new OPTRecord(Integer.parseInt(value), 0, 0), Section.ADDITIONAL);
                case "version" ->
                        query.addRecord(
                                new OPTRecord(1232, 0, Integer.parseInt(value)),
                                Section.ADDITIONAL);
                case "opcode" -> query.getHeader().setOpcode(Integer.parseInt(value));
                case "class" -> questionClass = DClass.value(value);
                case "rd" -> query.getHeader().setFlag(Flags.RD);
                case "cd" -> query.getHeader().setFlag(Flags.CD);
                case "ad" -> query.getHeader().setFlag(Flags.AD);
                case "tcp" -> {}
                default -> throw new IOException("what is " + word);
            }
        }
        int type = Type.value(ask.words().get(1), true);
        query.addRecord(Record.newRecord(name, type, questionClass), Section.QUESTION);
        return query;
    }

    private static String expected(Scenario.Ask ask) throws IOException {
        List<String> flags =
                ask.flags().isEmpty() ? List.of("aa") : ask.flags().subList(1, ask.flags().size());
        String rcode = ask.rcode().isEmpty() ? "NOERROR" : ask.rcode().getFirst();
        return "rcode "
                + rcode
                + "\nflags "
                + flags.stream().sorted().toList()
                + "\nanswer"
                + records(ask.answer())
                + "\nauthority"
                + records(ask.authority())
                + "\nadditional"
                + records(ask.additional())
                + (ask.opt().isEmpty() ? "" : "\nopt " + ask.opt().getFirst());
    }

    private static String records(List<String> lines) throws IOException {
        List<String> texts = new ArrayList<>();
        for (String line : lines) {
            String[] parts = line.strip().split("\\s+", 4);
            Name owner = Name.fromString(parts[0], Name.root);
            int type = Type.value(parts[2], true);
            if (type == Type.RRSIG && parts[3].split(" ", -1).length == 4) {
                texts.add(owner.canonicalize() + " " + parts[1] + " RRSIG " + parts[3]);
                continue;
            }
            texts.add(
                    text(
                            Record.fromString(
                                    owner,
                                    type,
                                    DClass.IN,
                                    Long.parseLong(parts[1]),
                                    parts[3],
                                    Name.root)));
        }
        return sorted(texts);
    }

    private static String text(Record r) {
        // Names compare without case (RFC 4343), which shows in no other way in text.
        boolean names = !LETTERS_MATTER.contains(r.getType());
        String rdata = names ? r.rdataToString().toLowerCase(Locale.ROOT) : r.rdataToString();
        return r.getName().canonicalize()
                + " "
                + r.getTTL()
                + " "
                + Type.string(r.getType())
                + " "
                + rdata;
    }

    private static String sorted(List<String> texts) {
        return texts.stream().sorted().map(t -> "\n  " + t).reduce("", String::concat);
    }

    /** As a scenario over zones of the folder signed writes it. */
    private static String shortText(Record r) {
        if (!(r instanceof RRSIGRecord rrsig) || !rrsig.getSigner().subdomain(SIGNED_ZONES)) {
            return text(r);
        }
        return rrsig.getName().canonicalize()
                + " "
                + rrsig.getTTL()
                + " RRSIG "
                + Type.string(rrsig.getTypeCovered())
                + " "
                + rrsig.getLabels()
                + " "
                + rrsig.getOrigTTL()
                + " "
                + rrsig.getSigner();
    }

    private static String actual(Message reply, Scenario.Ask ask) {
        List<String> flags = new ArrayList<>();
        for (int flag : new int[] {Flags.AA, Flags.TC, Flags.RD, Flags.RA, Flags.AD, Flags.CD}) {
            if (reply.getHeader().getFlag(flag)) flags.add(Flags.string(flag));
        }
        return "rcode "
                + Rcode.string(reply.getRcode())
                + "\nflags "
                + flags.stream().sorted().toList()
                + "\nanswer"
                + section(reply, Section.ANSWER)
                + "\nauthority"
                + section(reply, Section.AUTHORITY)
                + "\nadditional"
                + section(reply, Section.ADDITIONAL)
                + (ask.opt().isEmpty() ? "" : "\nopt " + opt(reply));
    }

    private static String section(Message reply, int section) {
        return sorted(
                reply.getSection(section).stream()
                        .filter(r -> r.getType() != Type.OPT)
                        .map(ScenarioTest::shortText)
                        .toList());
    }

    private static String opt(Message reply) {
        OPTRecord opt = reply.getOPT();
        if (opt == null) return "none";
        return (opt.getFlags() & 0x8000) != 0 ? "do" : "plain";
    }
}
