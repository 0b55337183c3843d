package dev.homeport.dns.secondary;

import dev.homeport.dns.zone.DomainName;
import dev.homeport.dns.zone.Rrset;
import dev.homeport.dns.zone.Zone;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * A zone as it is kept in a file: a mark, when it was refreshed, the zone's name, its sets of
 * records one after the other, an end mark and a checksum of all that. Immutable.
 *
 * @param refreshed when a primary last said that this is the zone
 * @param rrsets as {@code ZoneAssembly} takes them
 */
record ZoneCopy(DomainName origin, Instant refreshed, List<Rrset> rrsets) {
    /** The last byte is the version of the format. */
    private static final long MARK = 0x484f_4d45_5a4f_4e01L;

    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int SAME_OWNER = 0;
    private static final int END = 0xffff;

    /** What is in the way of using a file. */
    static final class Damaged extends IOException {
        private static final long serialVersionUID = 1;

        Damaged(String what) {
            super(what);
        }
    }

    /** Writes a zone. */
    static void write(Zone zone, Instant refreshed, OutputStream to) throws IOException {
        var sum = new CheckedOutputStream(new BufferedOutputStream(to, BUFFER_BYTES), new CRC32C());
        DataOutputStream out = new DataOutputStream(sum);
        out.writeLong(MARK);
        out.writeLong(refreshed.getEpochSecond());
        writeName(out, zone.origin());
        DomainName last = zone.origin();
        for (Rrset rrset : zone.rrsets()) {
            writeSet(out, rrset, last);
            last = rrset.owner();
            if (rrset.signatures().isPresent()) writeSet(out, rrset.signatures().get(), last);
        }
        out.writeShort(END);
        out.writeLong(sum.getChecksum().getValue());
        out.flush();
    }

    private static void writeName(DataOutputStream out, DomainName name) throws IOException {
        out.writeShort(name.length());
        out.write(name.wire());
    }

    private static void writeSet(DataOutputStream out, Rrset rrset, DomainName last)
            throws IOException {
        if (rrset.owner().equals(last)) out.writeShort(SAME_OWNER);
        else writeName(out, rrset.owner());
        out.writeShort(rrset.type());
        out.writeInt(rrset.ttl());
        out.writeInt(rrset.count());
        for (byte[] rdata : rrset.rdata()) {
            out.writeShort(rdata.length);
            out.write(rdata);
        }
    }

    /**
     * Reads a zone. Total: whatever the bytes, a zone comes out or a reason why not.
     *
     * @throws Damaged when the bytes are not what {@link #write} wrote
     * @throws IOException when they cannot be read
     */
    static ZoneCopy read(InputStream from) throws IOException {
        var sum = new CheckedInputStream(new BufferedInputStream(from, BUFFER_BYTES), new CRC32C());
        DataInputStream in = new DataInputStream(sum);
        try {
            if (in.readLong() != MARK) throw new Damaged("it is no copy of a zone");
            Instant refreshed = time(in.readLong());
            Reading reading = new Reading(in);
            DomainName origin = reading.name(in.readUnsignedShort());
            List<Rrset> rrsets = reading.sets(origin);
            long computed = sum.getChecksum().getValue();
            if (in.readLong() != computed) throw new Damaged("its checksum is wrong");
            if (in.read() >= 0) throw new Damaged("it is longer than it says");
            return new ZoneCopy(origin, refreshed, rrsets);
        } catch (EOFException e) {
            throw new Damaged("it is cut off");
        } catch (BadTransfer e) {
            throw new Damaged("it is garbled: " + e.why());
        }
    }

    private static Instant time(long seconds) throws Damaged {
        if (seconds < 0 || seconds > 1L << 40) throw new Damaged("its time is nonsense");
        return Instant.ofEpochSecond(seconds);
    }

    /**
     * Reads sets of records. The checksum comes last, so nothing is believed until then; what will
     * be looked into is checked to be well formed like that of a stranger.
     */
    private static final class Reading {
        private final DataInputStream in;
        private final NameReader names = new NameReader();
        private final byte[] scratch = new byte[RdataLayout.BYTES_MAX + 2 * DomainName.BYTES_MAX];

        Reading(DataInputStream in) {
            this.in = in;
        }

        List<Rrset> sets(DomainName origin) throws IOException, BadTransfer {
            List<Rrset> rrsets = new ArrayList<>();
            DomainName owner = origin;
            for (int head = in.readUnsignedShort(); head != END; head = in.readUnsignedShort()) {
                if (head != SAME_OWNER) owner = name(head);
                int type = in.readUnsignedShort();
                int ttl = in.readInt();
                int count = in.readInt();
                if (ttl < 0 || count < 1) throw new Damaged("it is garbled");
                List<byte[]> rdatas = new ArrayList<>(Math.min(count, 16));
                for (int i = 0; i < count; i++) rdatas.add(rdata(type));
                rrsets.add(Rrset.of(owner, type, ttl, rdatas));
            }
            return rrsets;
        }

        private byte[] rdata(int type) throws IOException, BadTransfer {
            byte[] rdata = exactly(in.readUnsignedShort());
            int length = RdataLayout.of(type).expand(rdata, 0, rdata.length, names, scratch);
            if (!Arrays.equals(rdata, 0, rdata.length, scratch, 0, length)) {
                throw new Damaged("it is garbled");
            }
            return rdata;
        }

        DomainName name(int length) throws IOException, BadTransfer {
            if (length < 1 || length > DomainName.BYTES_MAX) throw new Damaged("it is garbled");
            byte[] wire = exactly(length);
            int read = names.read(wire, 0, length, scratch, 0, NameReader.Pointers.REFUSED);
            if (read != length) throw new Damaged("it is garbled");
            return DomainName.ofWire(wire, 0, length);
        }

        private byte[] exactly(int length) throws IOException {
            byte[] bytes = new byte[length];
            in.readFully(bytes);
            return bytes;
        }
    }
}
