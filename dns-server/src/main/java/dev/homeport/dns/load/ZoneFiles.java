package dev.homeport.dns.load;

import dev.homeport.dns.zone.DomainName;
import dev.homeport.dns.zone.Zone;
import dev.homeport.dns.zone.Zones;

import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Loads master files (RFC 1035 5). Nothing here throws for what a file holds: each mistake becomes
 * a {@link ZoneProblem}, and all of them are found in one go. Thread-safe, keeps nothing open.
 */
public final class ZoneFiles {
    private static final String SUFFIX = ".zone";

    /** From so many files on several threads read them. */
    private static final int PARALLEL_MIN = 4;

    private ZoneFiles() {}

    /** Loads every {@code *.zone} file of a directory, in order of their names. */
    public static Loaded load(Path directory) {
        return load(directory, LoadLimits.DEFAULT);
    }

    /** Loads every {@code *.zone} file of a directory, in order of their names. */
    public static Loaded load(Path directory, LoadLimits limits) {
        try (Stream<Path> entries = Files.list(directory)) {
            List<Path> files =
                    entries.filter(f -> f.getFileName().toString().endsWith(SUFFIX))
                            .sorted(Comparator.comparing(Path::toString))
                            .toList();
            return loadFiles(files, limits);
        } catch (IOException | java.io.UncheckedIOException e) {
            return new Loaded(Zones.NONE, List.of(unreadable(directory, e)));
        }
    }

    /** Loads one file. */
    public static Loaded loadFile(Path file) {
        return loadFiles(List.of(file), LoadLimits.DEFAULT);
    }

    /** Loads files that together make the snapshot. */
    public static Loaded loadFiles(List<Path> files, LoadLimits limits) {
        Stream<Path> stream = files.stream();
        // What is found stays in the order of the files, whoever reads which.
        if (files.size() >= PARALLEL_MIN) stream = stream.parallel();
        return together(stream.map(file -> read(file, originOf(file), limits)).toList(), limits);
    }

    /**
     * Loads one file, which has to hold a zone of this origin.
     *
     * @param origin what names without a final dot are completed with at first
     */
    public static Loaded loadFile(Path file, DomainName origin, LoadLimits limits) {
        FileContent content = read(file, origin, limits);
        content.zone()
                .filter(zone -> !zone.origin().equals(origin))
                .ifPresent(
                        zone -> {
                            content.problems().add(other(file, zone, origin));
                        });
        return together(List.of(content), limits);
    }

    /**
     * Loads a zone from text.
     *
     * @param file names the zone and the place of problems; it is not read, but what the text
     *     includes is looked for beside it
     */
    public static Loaded loadText(Path file, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        LoadLimits limits = LoadLimits.DEFAULT;
        return together(List.of(parse(file, originOf(file), bytes, limits)), limits);
    }

    private static FileContent read(Path file, DomainName origin, LoadLimits limits) {
        try {
            return parse(file, origin, Unreadable.read(file), limits);
        } catch (IOException e) {
            ProblemList problems = new ProblemList();
            problems.add(unreadable(file, e));
            return new FileContent(file, problems, null, null);
        }
    }

    private static FileContent parse(
            Path file, DomainName fileOrigin, byte[] text, LoadLimits limits) {
        ProblemList problems = new ProblemList();
        DraftRecords records = new DraftRecords(text.length);
        var target = new ZoneParser.Draft(records, problems);
        new ZoneParser(Unreadable::read, file, fileOrigin, target).parse(text);
        ZoneDraft draft = new ZoneDraft(records.origin(fileOrigin), file, records);
        ZoneCheck.check(draft, limits, problems);
        if (problems.hasErrors()) return new FileContent(file, problems, null, null);
        Zone zone = ZoneCompiler.compile(draft);
        // Only who still has something to look up elsewhere is worth keeping.
        boolean done = records.aliases().isEmpty();
        return new FileContent(file, problems, zone, done ? null : draft);
    }

    private static Loaded together(List<FileContent> contents, LoadLimits limits) {
        Map<DomainName, FileContent> good = new LinkedHashMap<>();
        for (FileContent content : contents) {
            if (content.problems().hasErrors()) continue;
            content.zone()
                    .filter(zone -> good.putIfAbsent(zone.origin(), content) != null)
                    .ifPresent(zone -> content.problems().add(twice(content.file(), zone)));
        }
        Zones zones = Flattening.flatten(good.values(), limits);
        List<ZoneProblem> problems = new ArrayList<>();
        for (FileContent content : contents) problems.addAll(content.problems().all());
        return new Loaded(zones, problems);
    }

    /** {@code foobar.com.zone} holds foobar.com unless it says otherwise. */
    private static DomainName originOf(Path file) {
        String name = file.getFileName().toString();
        String base =
                name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
        try {
            return base.isEmpty() || base.equals("root")
                    ? DomainName.ROOT
                    : DomainName.of(Name.fromString(base, Name.root));
        } catch (TextParseException e) {
            return DomainName.ROOT;
        }
    }

    private static ZoneProblem twice(Path file, Zone zone) {
        return whole(
                file, "zone " + zone.origin() + " is in another file, too", "keep one of the two");
    }

    private static ZoneProblem other(Path file, Zone zone, DomainName wanted) {
        return whole(
                file,
                "the SOA record is of zone " + zone.origin() + ", not of " + wanted,
                "check the owner of the SOA record and $ORIGIN");
    }

    private static ZoneProblem unreadable(Path path, Exception e) {
        return whole(
                path, "cannot be read (" + Unreadable.why(e) + ")", "check path and permissions");
    }

    private static ZoneProblem whole(Path file, String message, String remedy) {
        return new ZoneProblem(Severity.ERROR, file, 0, 0, message, remedy);
    }
}
