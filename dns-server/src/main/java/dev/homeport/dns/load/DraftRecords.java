package dev.homeport.dns.load;

import dev.homeport.dns.zone.DomainName;
import dev.homeport.dns.zone.NameTree;
import dev.homeport.dns.zone.RecordType;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Records in the order in which they were read, as numbers in arrays: a million of them are a few
 * objects. Not thread-safe.
 */
final class DraftRecords {
    /** Text takes about so many bytes a record; too little room is made up for by growing. */
    private static final int TEXT_BYTES_A_RECORD = 20;

    private final NameTree.Builder names;
    private final Bytes data;
    private final List<DraftAlias> aliases = new ArrayList<>();
    private final List<Path> files = new ArrayList<>();
    private final List<Integer> fileStarts = new ArrayList<>();

    private int count;
    private int[] owners;
    private char[] types;
    private int[] ttls;
    private int[] dataEnds;
    private int[] lines;
    private char[] columns;

    /**
     * @param textBytes how long the text is out of which records are read, roughly
     */
    DraftRecords(long textBytes) {
        int room = (int) Math.max(16, Math.min(textBytes / TEXT_BYTES_A_RECORD, 1 << 24));
        names = new NameTree.Builder(room);
        data = new Bytes(room * 6);
        owners = new int[room];
        types = new char[room];
        ttls = new int[room];
        dataEnds = new int[room];
        lines = new int[room];
        columns = new char[room];
    }

    /** Where record data goes before {@link #add} is called for it. */
    Bytes data() {
        return data;
    }

    /** The node of a folded name. */
    int node(byte[] foldedWire) {
        return names.add(foldedWire, 0);
    }

    /** What is added from now on comes from this file. */
    void from(Path file) {
        files.add(file);
        fileStarts.add(count);
    }

    /** How often {@link #from} was called. */
    int files() {
        return files.size();
    }

    /** Forgets the data that was put for a record that is not to be added. */
    void dropData() {
        data.cutTo(count == 0 ? 0 : dataEnds[count - 1]);
    }

    /**
     * Adds a record whose data was just put to {@link #data}.
     *
     * @param ttl in seconds
     */
    void add(int owner, int type, int ttl, int line, int column) {
        if (count == owners.length) grow();
        owners[count] = owner;
        types[count] = (char) type;
        ttls[count] = ttl;
        dataEnds[count] = data.length();
        lines[count] = line;
        columns[count] = (char) Math.min(column, Character.MAX_VALUE);
        count++;
    }

    private void grow() {
        int room = count + count / 2;
        owners = Arrays.copyOf(owners, room);
        types = Arrays.copyOf(types, room);
        ttls = Arrays.copyOf(ttls, room);
        dataEnds = Arrays.copyOf(dataEnds, room);
        lines = Arrays.copyOf(lines, room);
        columns = Arrays.copyOf(columns, room);
    }

    /** Notes a name that takes over the addresses of another one. */
    void addAlias(int owner, int ttl, DomainName target, int line, int column) {
        Path file = files.isEmpty() ? Path.of("") : files.getLast();
        aliases.add(new DraftAlias(owner, ttl, target, file, line, column));
    }

    List<DraftAlias> aliases() {
        return Collections.unmodifiableList(aliases);
    }

    int count() {
        return count;
    }

    int owner(int record) {
        return owners[record];
    }

    int type(int record) {
        return types[record];
    }

    int ttl(int record) {
        return ttls[record];
    }

    int dataFrom(int record) {
        return record == 0 ? 0 : dataEnds[record - 1];
    }

    int dataLength(int record) {
        return dataEnds[record] - dataFrom(record);
    }

    boolean sameData(int one, int other) {
        byte[] bytes = data.array();
        return Arrays.equals(
                bytes, dataFrom(one), dataEnds[one], bytes, dataFrom(other), dataEnds[other]);
    }

    /** The name of the zone: whose SOA record comes first, or else this one. */
    DomainName origin(DomainName otherwise) {
        for (int i = 0; i < count; i++) {
            if (types[i] == RecordType.SOA) return names.name(owners[i]);
        }
        return otherwise;
    }

    /** The tree of all owners; nothing is to be added any more. */
    NameTree names() {
        return names.build();
    }

    ZoneProblem problem(Severity severity, int record, String message, String remedy) {
        int part = Collections.binarySearch(fileStarts, record + 1);
        // Of files that begin at one record only the last holds it.
        int at = part < 0 ? -part - 2 : part - 1;
        while (at + 1 < fileStarts.size() && fileStarts.get(at + 1) <= record) at++;
        return new ZoneProblem(
                severity, files.get(at), lines[record], columns[record], message, remedy);
    }
}
