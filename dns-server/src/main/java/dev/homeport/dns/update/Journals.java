package dev.homeport.dns.update;

import dev.homeport.dns.load.LoadLimits;
import dev.homeport.dns.load.Loaded;
import dev.homeport.dns.load.ZoneAssembly;
import dev.homeport.dns.transfer.SerialNumber;
import dev.homeport.dns.transfer.ZoneDelta;
import dev.homeport.dns.update.Journal.Content;
import dev.homeport.dns.zone.DomainName;
import dev.homeport.dns.zone.Zone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The journals of all zones in one folder. Used by one thread at a time: {@link DynamicZones} sees
 * to that.
 */
public final class Journals {
    /** From here on a journal is written anew as one change, when that makes it much shorter. */
    static final long CONDENSE_BYTES = 1L << 20;

    private static final String SUFFIX = ".journal";

    private final Path folder;
    private final Supplier<LoadLimits> limits;
    private final Map<DomainName, Open> open = new HashMap<>();

    /**
     * A journal that is being written.
     *
     * @param goodBytes where the next change goes
     * @param condensedBytes how long it was when it was last written anew
     */
    private record Open(Journal journal, long goodBytes, long condensedBytes) {}

    /**
     * Journals lie in this folder, which is made when it is needed.
     *
     * @param limits gives the bounds of zones that hold now
     */
    public Journals(Path folder, Supplier<LoadLimits> limits) {
        this.folder = folder;
        this.limits = limits;
    }

    /** The bounds of zones that hold now. */
    LoadLimits limits() {
        return limits.get();
    }

    /** What becomes of a zone's file and its journal. */
    public sealed interface Restored {
        /** There is no journal. */
        record AsInFile(Zone zone) implements Restored {}

        /**
         * The file and all changes after it.
         *
         * @param deltas those that were made to the file's version
         */
        record Replayed(Zone zone, List<ZoneDelta> deltas) implements Restored {
            public Replayed {
                deltas = List.copyOf(deltas);
            }
        }

        /** The file is newer than all changes, which are to be set aside. */
        record Superseded(Zone zone, String warning) implements Restored {}

        /** Neither can be served without losing something. */
        record Failed(String problem) implements Restored {}
    }

    private Journal journal(DomainName origin) {
        // Names can hold slashes and anything else; what is plain stays readable.
        StringBuilder name = new StringBuilder();
        for (char c : origin.toString().toCharArray()) {
            boolean plain =
                    (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || "-_.".indexOf(c) >= 0;
            if (plain) name.append(c);
            else name.append('%').append(String.format("%02x", (int) c));
        }
        return new Journal(folder.resolve(name + SUFFIX.substring(1)));
    }

    /** Puts together a zone's file and its journal; changes nothing on the disk. */
    public Restored restore(Zone fileZone) {
        Journal journal = journal(fileZone.origin());
        try {
            Content content = journal.read();
            // Nearly always; the switch below takes its time at its first use.
            if (content instanceof Content.Absent) return new Restored.AsInFile(fileZone);
            return switch (content) {
                case Content.Absent() -> new Restored.AsInFile(fileZone);
                case Content.Damaged(long at, String what) ->
                        failed(
                                journal,
                                "is damaged at byte " + at + ": " + what,
                                "restore it from a backup, or move it away to serve the zone file"
                                        + " without the updates");
                case Content.Good good -> restore(fileZone, journal, good);
            };
        } catch (IOException e) {
            return failed(journal, "cannot be read: " + e.getMessage(), "give us the right to");
        }
    }

    private static Restored.Failed failed(Journal journal, String what, String remedy) {
        return new Restored.Failed("journal " + journal.file() + " " + what + "; " + remedy);
    }

    private Restored restore(Zone fileZone, Journal journal, Content.Good good) {
        long file = fileZone.serial();
        if (SerialNumber.isNewer(file, good.end())) {
            return new Restored.Superseded(
                    fileZone,
                    "zone %s: its file (serial %d) is newer than all updates (up to %d), which are no longer served; their journal is kept beside %s"
                            .formatted(fileZone.origin(), file, good.end(), journal.file()));
        }
        List<ZoneDelta> left = new ArrayList<>(good.deltas());
        while (!left.isEmpty() && left.getFirst().from() != file) left.removeFirst();
        boolean base = file == good.base().serial();
        if (base && !Fingerprint.same(fileZone, good.base().fingerprint())) {
            return failed(
                    journal,
                    "has updates to zone "
                            + fileZone.origin()
                            + " whose file was edited without"
                            + " raising the serial "
                            + file,
                    "merge the edit into what \"homeport zone dump\" prints and give it a serial"
                            + " above "
                            + good.end()
                            + ", or undo the edit");
        }
        if (left.isEmpty() && file != good.end()) {
            return failed(
                    journal,
                    "has updates from serial "
                            + good.base().serial()
                            + " to "
                            + good.end()
                            + " of zone "
                            + fileZone.origin()
                            + ", but its file has "
                            + file,
                    "raise the serial of the file above " + good.end() + " to let the file win");
        }
        return replayed(fileZone, journal, good, left);
    }

    private Restored replayed(
            Zone fileZone, Journal journal, Content.Good good, List<ZoneDelta> left) {
        Optional<Zone> zone = left.isEmpty() ? Optional.of(fileZone) : replay(fileZone, left);
        if (zone.isEmpty()) {
            return failed(
                    journal,
                    "does not fit the file of zone " + fileZone.origin(),
                    "raise the serial of the file above " + good.end() + " to let the file win");
        }
        long bytes = good.goodBytes();
        open.put(fileZone.origin(), new Open(journal, bytes, bytes / 2));
        return new Restored.Replayed(zone.get(), left);
    }

    private Optional<Zone> replay(Zone fileZone, List<ZoneDelta> deltas) {
        ZoneEdit edit = new ZoneEdit(fileZone);
        for (ZoneDelta delta : deltas) if (!edit.apply(delta)) return Optional.empty();
        Loaded loaded =
                ZoneAssembly.assemble(
                        fileZone.origin(), Path.of("journal"), edit.rrsets(), limits.get());
        return loaded.zones().find(fileZone.origin());
    }

    /** Keeps the journal of a zone under another name, since its file has taken over. */
    public Path setAside(DomainName origin) throws IOException {
        open.remove(origin);
        Journal journal = journal(origin);
        return journal.read() instanceof Content.Good good
                ? journal.setAside(".until-" + good.end())
                : journal.setAside(".old");
    }

    /**
     * Writes a change to the disk; it is there when this returns.
     *
     * @param before the version that it changes
     */
    void append(Zone before, ZoneDelta delta) throws IOException {
        DomainName origin = before.origin();
        Open known = open.get(origin);
        if (known == null) known = begin(before);
        // Forgotten first: after a failure the file itself has to tell how far it is good.
        open.remove(origin);
        long goodBytes = known.journal().append(delta, known.goodBytes());
        open.put(origin, new Open(known.journal(), goodBytes, known.condensedBytes()));
        if (goodBytes > Math.max(CONDENSE_BYTES, 2 * known.condensedBytes())) condense(origin);
    }

    private Open begin(Zone before) throws IOException {
        Journal journal = journal(before.origin());
        switch (journal.read()) {
            case Content.Good good when good.end() == before.serial() -> {
                return new Open(journal, good.goodBytes(), good.goodBytes());
            }
            case Content.Absent() -> {}
            default ->
                    throw new IOException(
                            "journal " + journal.file() + " is not of the zone that is served");
        }
        Files.createDirectories(folder);
        var base = new Journal.Base(before.origin(), before.serial(), Fingerprint.of(before));
        long bytes = journal.begin(base, List.of());
        return new Open(journal, bytes, bytes);
    }

    private void condense(DomainName origin) {
        Journal journal = journal(origin);
        try {
            if (!(journal.read() instanceof Content.Good good)) return;
            long bytes = journal.begin(good.base(), List.of(Condensed.of(good.deltas())));
            open.put(origin, new Open(journal, bytes, bytes));
        } catch (IOException e) {
            // The change itself is safe: the longer file is as it was, and good.
            open.computeIfPresent(
                    origin, (_, o) -> new Open(journal, o.goodBytes(), o.goodBytes()));
        }
    }
}
