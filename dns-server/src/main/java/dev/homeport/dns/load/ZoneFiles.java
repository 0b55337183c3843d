package dev.homeport.dns.load;

import dev.homeport.dns.zone.DomainName;
import dev.homeport.dns.zone.Zone;
import dev.homeport.dns.zone.Zones;

import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Loads master files (RFC 1035 5). Nothing here throws for what a file holds: each mistake becomes
 * a {@link ZoneProblem}, and all of them are found in one go. Thread-safe, keeps nothing open.
 */
public final class ZoneFiles {
    private static final String SUFFIX = ".zone";

    private ZoneFiles() {}

    /** Loads every {@code *.zone} file of a directory, in order of their names. */
    public static Loaded load(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            List<Path> files =
                    entries.filter(f -> f.getFileName().toString().endsWith(SUFFIX))
                            .sorted(Comparator.comparing(Path::toString))
                            .toList();
            return loadFiles(files);
        } catch (IOException | java.io.UncheckedIOException e) {
            return new Loaded(Zones.NONE, List.of(unreadable(directory, e)));
        }
    }

    /** Loads one file. */
    public static Loaded loadFile(Path file) {
        return loadFiles(List.of(file));
    }

    /** Loads files that together make the snapshot. */
    public static Loaded loadFiles(List<Path> files) {
        List<ZoneProblem> problems = new ArrayList<>();
        Map<DomainName, Zone> zones = new LinkedHashMap<>();
        for (Path file : files) {
            ProblemList found = new ProblemList();
            Optional<Zone> zone = read(file, found);
            zone.filter(z -> zones.putIfAbsent(z.origin(), z) != null)
                    .ifPresent(z -> found.add(twice(file, z)));
            problems.addAll(found.all());
        }
        return new Loaded(Zones.of(zones.values()), problems);
    }

    /**
     * Loads a zone from text.
     *
     * @param file names the zone and the place of problems; it is not read, but what the text
     *     includes is looked for beside it
     */
    public static Loaded loadText(Path file, String text) {
        ProblemList problems = new ProblemList();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Optional<Zone> zone = parse(file, new String(bytes, StandardCharsets.ISO_8859_1), problems);
        return new Loaded(Zones.of(zone.stream().toList()), problems.all());
    }

    private static Optional<Zone> read(Path file, ProblemList problems) {
        try {
            return parse(file, text(file), problems);
        } catch (IOException e) {
            problems.add(unreadable(file, e));
            return Optional.empty();
        }
    }

    /** A file's bytes, each as one character, so that nothing is lost on the way to the wire. */
    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }

    private static Optional<Zone> parse(Path file, String text, ProblemList problems) {
        Name fileOrigin = originOf(file);
        var parser = new ZoneParser(ZoneFiles::text, file, fileOrigin, problems);
        List<SourcedRecord> records = parser.parse(text);
        DomainName origin =
                records.stream()
                        .filter(r -> r.type() == Type.SOA)
                        .findFirst()
                        .map(SourcedRecord::owner)
                        .orElse(DomainName.of(fileOrigin));
        ZoneDraft draft = ZoneDraft.of(origin, file, records);
        ZoneCheck.check(draft, problems);
        return problems.hasErrors() ? Optional.empty() : Optional.of(ZoneCompiler.compile(draft));
    }

    /** {@code foobar.com.zone} holds foobar.com unless it says otherwise. */
    private static Name originOf(Path file) {
        String name = file.getFileName().toString();
        String base =
                name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
        try {
            return base.isEmpty() || base.equals("root")
                    ? Name.root
                    : Name.fromString(base, Name.root);
        } catch (TextParseException e) {
            return Name.root;
        }
    }

    private static ZoneProblem twice(Path file, Zone zone) {
        return new ZoneProblem(
                Severity.ERROR,
                file,
                0,
                0,
                "zone " + zone.origin() + " is in another file, too",
                "keep one of the two");
    }

    private static ZoneProblem unreadable(Path path, Exception e) {
        return new ZoneProblem(
                Severity.ERROR,
                path,
                0,
                0,
                "cannot be read (" + e + ")",
                "check path and permissions");
    }
}
