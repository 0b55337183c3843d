package dev.homeport.dns.secondary;

import dev.homeport.dns.load.Loaded;
import dev.homeport.dns.load.ZoneFiles;
import dev.homeport.dns.zone.DomainName;
import dev.homeport.dns.zone.Rrset;
import dev.homeport.dns.zone.Zone;

import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Master;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Zones, records and messages of them, written as text. */
final class Texts {
    static final String ORIGIN_TEXT = "example.";
    static final DomainName ORIGIN = name(ORIGIN_TEXT);

    private Texts() {}

    static DomainName name(String text) {
        return DomainName.of(Name.fromConstantString(text));
    }

    /** A record such as {@code www A 192.0.2.1}, relative to the origin. */
    static Record record(String text) {
        try (var in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
                Master master = new Master(in, Name.fromConstantString(ORIGIN_TEXT), 300)) {
            return master.nextRecord();
        } catch (IOException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /** A SOA line with a serial number. */
    static String soa(long serial) {
        return "@ SOA ns1 host " + serial + " 3600 600 86400 300";
    }

    /** A zone of these lines. */
    static Zone zone(String... lines) {
        String text = "$ORIGIN example.\n$TTL 300\n" + String.join("\n", lines) + "\n";
        Loaded loaded = ZoneFiles.loadText(Path.of("example.zone"), text);
        if (loaded.hasErrors()) throw new IllegalArgumentException(loaded.problems().toString());
        return loaded.zones().all().getFirst();
    }

    /** A message that answers a question for the zone with these records. */
    static byte[] answer(int id, int type, String... records) {
        return answerTo(ORIGIN_TEXT, id, type, records);
    }

    /** The same to a question for another name, or to none. */
    static byte[] answerTo(String asked, int id, int type, String... records) {
        Message message = new Message(id);
        message.getHeader().setFlag(Flags.QR);
        message.getHeader().setFlag(Flags.AA);
        if (!asked.isEmpty()) {
            Record question = Record.newRecord(Name.fromConstantString(asked), type, DClass.IN);
            message.addRecord(question, Section.QUESTION);
        }
        for (String text : records) message.addRecord(record(text), Section.ANSWER);
        return message.toWire();
    }

    /** Every record of these sets, signatures included, in an order of its own. */
    static List<String> lines(Collection<Rrset> rrsets) {
        TreeSet<String> lines = new TreeSet<>();
        for (Rrset rrset : rrsets) {
            rrset.text().forEach(line -> lines.add(line.toString()));
            rrset.signatures().ifPresent(s -> s.text().forEach(l -> lines.add(l.toString())));
        }
        return new ArrayList<>(lines);
    }

    /** What a sequence of record lines reads like once it was on the wire. */
    static List<String> lines(String... records) {
        return java.util.stream.Stream.of(records)
                .map(Texts::record)
                .map(
                        r ->
                                r.getName().toString().toLowerCase(java.util.Locale.ROOT)
                                        + " "
                                        + r.getTTL()
                                        + " "
                                        + Type.string(r.getType())
                                        + " "
                                        + r.rdataToString())
                .sorted()
                .collect(Collectors.toList());
    }
}
