package dev.homeport.dns.zone;

import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * All records of one owner and type, in wire form and ready to be sent. Immutable.
 *
 * <p>The record data stands in one array, each piece behind its length in two bytes, just as it
 * will be on the wire when nothing in it is compressed.
 */
public final class Rrset {
    private final DomainName owner;
    private final int type;
    private final int ttl;
    private final int count;
    private final byte[] rdatas;
    private final List<Rrset> additional;
    private final @Nullable Rrset signatures;

    /** Where additional addresses are looked up when they are wanted; null when they are given. */
    private final @Nullable ZoneTable home;

    private Rrset(
            DomainName owner,
            int type,
            int ttl,
            int count,
            byte[] rdatas,
            List<Rrset> additional,
            @Nullable Rrset signatures,
            @Nullable ZoneTable home) {
        this.owner = owner;
        this.type = type;
        this.ttl = ttl;
        this.count = count;
        this.rdatas = rdatas;
        this.additional = additional;
        this.signatures = signatures;
        this.home = home;
    }

    /**
     * Builds a set of records.
     *
     * @param ttl in seconds, shared by all records (RFC 2181 5.2)
     * @param rdata uncompressed record data, one array a record, at least one
     */
    public static Rrset of(DomainName owner, int type, int ttl, List<byte[]> rdata) {
        if (rdata.isEmpty()) throw new IllegalArgumentException("an RRset without records");
        int size = 0;
        for (byte[] one : rdata) size += 2 + one.length;
        byte[] joined = new byte[size];
        int at = 0;
        for (byte[] one : rdata) {
            joined[at] = (byte) (one.length >> 8);
            joined[at + 1] = (byte) one.length;
            System.arraycopy(one, 0, joined, at + 2, one.length);
            at += 2 + one.length;
        }
        return new Rrset(owner, type, ttl, rdata.size(), joined, List.of(), null, null);
    }

    /** Takes data that is joined already. */
    static Rrset ofJoined(DomainName owner, int type, int ttl, byte[] rdatas) {
        int count = 0;
        for (int at = 0; at < rdatas.length; at += 2 + ZoneTable.length(rdatas, at)) count++;
        return new Rrset(owner, type, ttl, count, rdatas, List.of(), null, null);
    }

    /** The same records, finding the addresses useful beside them in a zone. */
    Rrset inside(ZoneTable zone) {
        return new Rrset(owner, type, ttl, count, rdatas, additional, signatures, zone);
    }

    /** The same records for another owner: what a wildcard gives (RFC 4592 3.3.1). */
    public Rrset withOwner(DomainName other) {
        return new Rrset(other, type, ttl, count, rdatas, additional, signatures, home);
    }

    /** The same records with another time to live, in seconds. */
    public Rrset withTtl(int seconds) {
        return new Rrset(owner, type, seconds, count, rdatas, additional, signatures, home);
    }

    /** The same records, naming the address records that are useful beside them. */
    public Rrset withAdditional(List<Rrset> addresses) {
        return new Rrset(owner, type, ttl, count, rdatas, List.copyOf(addresses), signatures, null);
    }

    /** The same records with the RRSIG records that cover them (RFC 4034 3). */
    public Rrset withSignatures(Rrset covering) {
        return new Rrset(owner, type, ttl, count, rdatas, additional, covering, home);
    }

    /** Whose records these are. */
    public DomainName owner() {
        return owner;
    }

    /** The record type's number. */
    public int type() {
        return type;
    }

    /** Time to live in seconds. */
    public int ttl() {
        return ttl;
    }

    /** How many records. */
    public int count() {
        return count;
    }

    /** Bytes of all record data, each record's two length bytes included. */
    public int rdataBytes() {
        return rdatas.length;
    }

    /** The joined record data: shared, never to be written to. */
    public byte[] rdatas() {
        return rdatas;
    }

    /** Address records worth sending beside these. */
    public List<Rrset> additional() {
        return home == null ? additional : Additional.of(home, this);
    }

    /** The RRSIG records covering this set, if the zone is signed. */
    public Optional<Rrset> signatures() {
        return Optional.ofNullable(signatures);
    }

    /** The data of each record, copied. */
    public List<byte[]> rdata() {
        List<byte[]> pieces = new ArrayList<>(count);
        for (int at = 0; at < rdatas.length; ) {
            int length = ZoneTable.length(rdatas, at);
            byte[] piece = new byte[length];
            System.arraycopy(rdatas, at + 2, piece, 0, length);
            pieces.add(piece);
            at += 2 + length;
        }
        return Collections.unmodifiableList(pieces);
    }

    /** The records as text, for people. */
    public List<ZoneRecord> text() {
        List<ZoneRecord> lines = new ArrayList<>(count);
        for (byte[] data : rdata()) {
            lines.add(new ZoneRecord(owner.toString(), ttl, Type.string(type), rdataText(data)));
        }
        return lines;
    }

    private String rdataText(byte[] data) {
        try {
            Name name = new Name(owner.wire());
            @Nullable Record record = Record.newRecord(name, type, DClass.IN, ttl, data);
            if (record != null) return record.rdataToString();
        } catch (IOException | RuntimeException e) {
            // Shown as bytes below.
        }
        // What dnsjava cannot read can still be shown (RFC 3597 5).
        return "\\# " + data.length + " " + HexFormat.of().withUpperCase().formatHex(data);
    }

    @Override
    public String toString() {
        return owner + " " + Type.string(type) + " x" + count;
    }
}
