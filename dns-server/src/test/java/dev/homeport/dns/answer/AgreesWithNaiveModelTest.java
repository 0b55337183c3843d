package dev.homeport.dns.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.dns.load.Loaded;
import dev.homeport.dns.load.ZoneFiles;
import dev.homeport.dns.wire.Responder;
import dev.homeport.dns.wire.ResponderOptions;
import dev.homeport.dns.wire.ServerIdentity;
import dev.homeport.dns.wire.Transport;
import dev.homeport.dns.zone.Zone;
import dev.homeport.dns.zone.Zones;

import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Master;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** Random zones and questions: the server says what a slow reading of the RFC says. */
class AgreesWithNaiveModelTest {
    private static final int ZONES = 400;
    private static final int QUESTIONS = 60;
    private static final int ALIAS_STEPS_MAX = 8;
    private static final int[] TYPES = {
        Type.A, Type.TXT, Type.MX, Type.CNAME, Type.NS, Type.DS, Type.SOA, Type.DNAME, Type.ANY
    };

    @Test
    void overManySeeds() throws IOException {
        Map<String, Integer> seen = new HashMap<>();
        for (long seed = 1; seed <= ZONES; seed++) compare(seed, seen);
        // The questions were worth asking only if they met all kinds of answers.
        for (String code : List.of("NOERROR", "NXDOMAIN", "REFUSED", "YXDOMAIN")) {
            assertTrue(seen.getOrDefault(code, 0) > 5, () -> code + " hardly seen: " + seen);
        }
    }

    private static void compare(long seed, Map<String, Integer> seen) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, String> texts = new HashMap<>();
        texts.put("z.", new RandomZone(random, "z.").text());
        if (random.nextInt(3) == 0) texts.put("b.z.", new RandomZone(random, "b.z.").text());
        if (random.nextInt(6) == 0) texts.put("a.b.z.", new RandomZone(random, "a.b.z.").text());
        Responder responder = responder(texts, seed);
        NaiveModel model = model(texts);
        for (int i = 0; i < QUESTIONS; i++) {
            String origin = random.nextInt(20) == 0 ? "q." : "z.";
            Name name = Name.fromString(RandomZone.name(random, origin));
            int type = TYPES[random.nextInt(TYPES.length)];
            NaiveModel.Said expected = model.answer(name, type);
            seen.merge(expected.rcode(), 1, Integer::sum);
            assertEquals(
                    expected,
                    ask(responder, name, type),
                    () -> "seed " + seed + " " + name + " " + Type.string(type) + "\n" + texts);
        }
    }

    private static Responder responder(Map<String, String> texts, long seed) {
        List<Zone> zones = new ArrayList<>();
        texts.forEach(
                (origin, text) -> {
                    Loaded loaded = ZoneFiles.loadText(Path.of(origin + "zone"), text);
                    assertFalse(
                            loaded.hasErrors(), () -> "seed " + seed + loaded.problems() + text);
                    zones.addAll(loaded.zones().all());
                });
        Zones all = Zones.of(zones);
        var options = new ResponderOptions(1232, ALIAS_STEPS_MAX, ServerIdentity.HIDDEN);
        return new Responder(
                () -> all,
                options,
                failure -> {
                    throw failure;
                });
    }

    private static NaiveModel model(Map<String, String> texts) throws IOException {
        List<NaiveModel.ModelZone> zones = new ArrayList<>();
        for (var entry : texts.entrySet()) {
            Name origin = Name.fromString(entry.getKey());
            List<Record> records = new ArrayList<>();
            byte[] text = entry.getValue().getBytes(java.nio.charset.StandardCharsets.UTF_8);
            try (Master master = new Master(new java.io.ByteArrayInputStream(text), origin)) {
                for (var r = master.nextRecord(); r != null; r = master.nextRecord())
                    records.add(r);
            }
            zones.add(new NaiveModel.ModelZone(origin, records));
        }
        return new NaiveModel(zones, ALIAS_STEPS_MAX);
    }

    private static NaiveModel.Said ask(Responder responder, Name name, int type)
            throws IOException {
        Message query = Message.newQuery(Record.newRecord(name, type, DClass.IN));
        byte[] bytes = responder.respond(query.toWire(), Transport.TCP).orElseThrow();
        Message reply = new Message(bytes);
        return new NaiveModel.Said(
                Rcode.string(reply.getRcode()),
                reply.getHeader().getFlag(Flags.AA),
                texts(reply, Section.ANSWER),
                texts(reply, Section.AUTHORITY));
    }

    private static Set<String> texts(Message reply, int section) {
        Set<String> texts = new LinkedHashSet<>();
        for (Record r : reply.getSection(section)) texts.add(NaiveModel.text(r));
        return texts;
    }
}
