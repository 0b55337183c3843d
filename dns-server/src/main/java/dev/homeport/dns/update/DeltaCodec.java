package dev.homeport.dns.update;

import dev.homeport.dns.transfer.ZoneDelta;
import dev.homeport.dns.zone.DomainName;
import dev.homeport.dns.zone.Rrset;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A change of a zone as bytes for the disk, and back. */
final class DeltaCodec {
    private DeltaCodec() {}

    static byte[] encode(ZoneDelta delta) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            write(out, List.of(delta.soaBefore(), delta.soaAfter()));
            write(out, delta.removed());
            write(out, delta.added());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, List<Rrset> rrsets) throws IOException {
        out.writeInt(rrsets.size());
        for (Rrset rrset : rrsets) {
            out.writeByte(rrset.owner().length());
            out.write(rrset.owner().wire());
            out.writeShort(rrset.type());
            out.writeInt(rrset.ttl());
            out.writeShort(rrset.count());
            for (byte[] rdata : rrset.rdata()) {
                out.writeShort(rdata.length);
                out.write(rdata);
            }
        }
    }

    /** Nothing when the bytes are not what {@link #encode} wrote. */
    static Optional<ZoneDelta> decode(byte[] bytes) {
        try {
            ByteBuffer in = ByteBuffer.wrap(bytes);
            List<Rrset> soas = read(in);
            List<Rrset> removed = read(in);
            List<Rrset> added = read(in);
            if (soas.size() != 2 || in.hasRemaining()) return Optional.empty();
            for (Rrset soa : soas) if (soa.rdataBytes() < 24) return Optional.empty();
            return Optional.of(new ZoneDelta(soas.getFirst(), soas.getLast(), removed, added));
        } catch (BufferUnderflowException e) {
            return Optional.empty();
        }
    }

    private static List<Rrset> read(ByteBuffer in) {
        int count = in.getInt();
        List<Rrset> rrsets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] owner = take(in, in.get() & 0xff);
            if (!isName(owner)) throw new BufferUnderflowException();
            int type = in.getShort() & 0xffff;
            int ttl = in.getInt();
            int records = in.getShort() & 0xffff;
            List<byte[]> rdata = new ArrayList<>();
            for (int k = 0; k < records; k++) rdata.add(take(in, in.getShort() & 0xffff));
            if (records == 0) throw new BufferUnderflowException();
            rrsets.add(Rrset.of(DomainName.ofWire(owner, 0, owner.length), type, ttl, rdata));
        }
        return rrsets;
    }

    private static boolean isName(byte[] bytes) {
        int at = 0;
        while (at < bytes.length && bytes[at] > 0) at += bytes[at] + 1;
        return at == bytes.length - 1 && bytes[at] == 0;
    }

    private static byte[] take(ByteBuffer in, int length) {
        if (length > in.remaining()) throw new BufferUnderflowException();
        byte[] taken = new byte[length];
        in.get(taken);
        return taken;
    }
}
