package dev.homeport.it;

import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CookieOption;
import org.xbill.DNS.DClass;
import org.xbill.DNS.GenericEDNSOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSIDOption;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.Type;
import org.xbill.DNS.Update;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Messages that were valid before something happened to them; always the same for one seed. */
final class Mutants {
    private static final int BYTES_MAX = 1400;

    private final SplittableRandom random;
    private final List<byte[]> valid;

    Mutants(long seed, TSIG key) throws IOException {
        random = new SplittableRandom(seed);
        valid = valid(key);
    }

    private static List<byte[]> valid(TSIG key) throws IOException {
        Name zone = Name.fromString("foobar.com.");
        Name host = Name.fromString("www", zone);
        List<Message> messages = new ArrayList<>();
        for (int type : new int[] {Type.A, Type.MX, Type.ANY, Type.AXFR, Type.IXFR, Type.SOA}) {
            messages.add(query(host, type));
            messages.add(query(zone, type));
        }
        Message options = query(host, Type.A);
        options.addRecord(
                new org.xbill.DNS.OPTRecord(
                        1232,
                        0,
                        0,
                        0x8000,
                        new CookieOption(new byte[8]),
                        new NSIDOption(new byte[0]),
                        new GenericEDNSOption(11, new byte[0]),
                        new GenericEDNSOption(12, new byte[20])),
                org.xbill.DNS.Section.ADDITIONAL);
        messages.add(options);
        Message notify = query(zone, Type.SOA);
        notify.getHeader().setOpcode(Opcode.NOTIFY);
        messages.add(notify);
        messages.add(update(zone, host));
        List<byte[]> bytes = new ArrayList<>();
        for (Message message : messages) {
            bytes.add(message.toWire());
            key.apply(message, null);
            bytes.add(message.toWire(65_535));
        }
        return bytes;
    }

    private static Message update(Name zone, Name host) throws IOException {
        Update update = new Update(zone);
        InetAddress address = InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 1});
        update.present(host);
        update.add(new ARecord(Name.fromString("a.dev", zone), DClass.IN, 60, address));
        update.delete(Name.fromString("b.dev", zone), Type.AAAA);
        update.add(
                new AAAARecord(
                        Name.fromString("c.dev", zone),
                        DClass.IN,
                        60,
                        InetAddress.getByAddress(new byte[16])));
        return update;
    }

    private static Message query(Name name, int type) {
        return Message.newQuery(Record.newRecord(name, type, DClass.IN));
    }

    /** The next one, with an id of its own where it is long enough to have one. */
    byte[] next(int id) {
        byte[] mutant = any().clone();
        switch (random.nextInt(5)) {
            case 0 -> {} // Valid but for its id, which a signature covers.
            case 1 -> mutant = Arrays.copyOf(mutant, random.nextInt(mutant.length));
            case 2 -> mutant = spliced(mutant, any());
            case 3 -> mutant = Arrays.copyOf(mutant, mutant.length + 1 + random.nextInt(40));
            default -> flip(mutant);
        }
        if (random.nextInt(4) == 0) flip(mutant);
        if (mutant.length > 1) {
            mutant[0] = (byte) (id >> 8);
            mutant[1] = (byte) id;
        }
        return mutant;
    }

    private byte[] any() {
        return valid.get(random.nextInt(valid.size()));
    }

    private void flip(byte[] mutant) {
        if (mutant.length == 0) return;
        for (int n = 1 + random.nextInt(6); n > 0; n--) {
            mutant[random.nextInt(mutant.length)] ^= (byte) (1 << random.nextInt(8));
        }
    }

    /** The beginning of one and the end of another. */
    private byte[] spliced(byte[] first, byte[] second) {
        int head = random.nextInt(first.length + 1);
        int from = random.nextInt(second.length + 1);
        int tail = Math.min(second.length - from, BYTES_MAX - head);
        byte[] both = Arrays.copyOf(first, head + tail);
        System.arraycopy(second, from, both, head, tail);
        return both;
    }

    /** Whether its sender has to hear something: a header is there and it is no reply. */
    static boolean wantsReply(byte[] message) {
        return message.length >= 12 && message[2] >= 0;
    }

    /** A length before it that is mostly its own. */
    byte[] framed(byte[] message) {
        int length = random.nextInt(50) == 0 ? random.nextInt(65_536) : message.length;
        byte[] framed = new byte[message.length + 2];
        framed[0] = (byte) (length >> 8);
        framed[1] = (byte) length;
        System.arraycopy(message, 0, framed, 2, message.length);
        return framed;
    }
}
