package dev.homeport.it;

import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

import java.util.List;
import java.util.SplittableRandom;

/**
 * What all servers are asked.
 *
 * @param ednsBytes the size in the OPT record, 0 for none
 */
record Inquiry(Name name, int type, int ednsBytes, boolean dnssec) {
    private static final int[] TYPES = {
        Type.A,
        Type.A,
        Type.AAAA,
        Type.TXT,
        Type.MX,
        Type.CNAME,
        Type.NS,
        Type.DS,
        Type.SOA,
        Type.DNAME,
        Type.ANY,
        Type.SRV,
        Type.CAA,
        65280,
        65281,
        Type.NSEC,
        Type.DNSKEY
    };
    private static final int[] SIZES = {0, 512, 1232, 4096};

    /** About a name that is there, or near one, or anywhere near an origin. */
    static Inquiry random(SplittableRandom random, List<String> origins, List<String> owners)
            throws TextParseException {
        String name =
                switch (random.nextInt(6)) {
                    case 0, 1 -> owners.get(random.nextInt(owners.size()));
                    case 2 -> RandomFamily.name(random, owners.get(random.nextInt(owners.size())));
                    case 3 -> parent(owners.get(random.nextInt(owners.size())));
                    default ->
                            RandomFamily.name(random, origins.get(random.nextInt(origins.size())));
                };
        boolean dnssec = random.nextBoolean();
        int size = SIZES[random.nextInt(SIZES.length)];
        return new Inquiry(
                Name.fromString(name),
                TYPES[random.nextInt(TYPES.length)],
                dnssec && size == 0 ? 1232 : size,
                dnssec);
    }

    private static String parent(String owner) throws TextParseException {
        Name name = Name.fromString(owner);
        return name.labels() > 3 ? new Name(name, 1).toString() : owner;
    }

    /** RFC 1035 4.2.1, RFC 6891 6.2.3: what a reply may take; all servers stop at 1232. */
    int datagramBytesMax() {
        return ednsBytes == 0 ? 512 : Math.min(ednsBytes, 1232);
    }

    byte[] toWire(int id) {
        Message query = new Message(id);
        query.getHeader().unsetFlag(Flags.RD);
        query.addRecord(Record.newRecord(name, type, DClass.IN), Section.QUESTION);
        if (ednsBytes > 0) {
            int flags = dnssec ? ExtendedFlags.DO : 0;
            query.addRecord(new OPTRecord(ednsBytes, 0, 0, flags), Section.ADDITIONAL);
        }
        return query.toWire();
    }

    @Override
    public String toString() {
        return name
                + " "
                + Type.string(type)
                + (ednsBytes > 0 ? " edns=" + ednsBytes : "")
                + (dnssec ? " DO" : "");
    }
}
