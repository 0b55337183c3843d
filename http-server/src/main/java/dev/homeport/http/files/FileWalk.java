package dev.homeport.http.files;

import dev.homeport.http.files.Asset.Stamp;
import dev.homeport.http.semantics.Coding;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Lists what a site may serve: regular files below its root, without hidden ones (but {@code
 * /.well-known/}, RFC 8615) and without what a symbolic link takes from outside.
 */
final class FileWalk {
    private static final int DEPTH_MAX = 32;
    private static final String KEPT = ", what was there keeps being served: ";
    static final List<Coding> CODED = List.of(Coding.BR, Coding.ZSTD, Coding.GZIP);

    private final Path root;
    private final int filesMax;
    private final Map<String, Stamp> files = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();
    private final List<String> unread = new ArrayList<>();
    private boolean full;

    /**
     * What was found.
     *
     * @param files by path from the root, such as {@code /css/main.css}
     * @param problems what could not be read, and why
     * @param unread folders that could not be read, by path with a slash at the end
     */
    record Found(Map<String, Stamp> files, List<String> problems, List<String> unread) {

        /** Whether {@code path} may be there, though it was not found. */
        boolean isUnknown(String path) {
            for (String folder : unread) if (path.startsWith(folder)) return true;
            return false;
        }
    }

    private FileWalk(Path root, int filesMax) {
        this.root = root;
        this.filesMax = filesMax;
    }

    static Found below(Path root, int filesMax) {
        Path real;
        try {
            real = root.toRealPath();
        } catch (IOException e) {
            String problem = root + ": the site's folder cannot be read" + KEPT + e;
            return new Found(Map.of(), List.of(problem), List.of("/"));
        }
        FileWalk walk = new FileWalk(real, filesMax);
        walk.directory(real, "", 0);
        return new Found(walk.withSiblings(), List.copyOf(walk.problems), List.copyOf(walk.unread));
    }

    private void directory(Path directory, String prefix, int depth) {
        if (depth > DEPTH_MAX) {
            problems.add(directory + ": deeper than " + DEPTH_MAX + " folders, not served");
            return;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                if (full) return;
                entry(entry, prefix, depth);
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException e) {
            problems.add(directory + ": cannot be read" + KEPT + e);
            unread.add(prefix + "/");
        }
    }

    private void entry(Path entry, String prefix, int depth) {
        String name = entry.getFileName().toString();
        boolean hidden = name.startsWith(".");
        boolean wellKnown = depth == 0 && name.equals(".well-known");
        if (hidden && !wellKnown) return;
        try {
            if (Files.isSymbolicLink(entry) && !entry.toRealPath().startsWith(root)) {
                problems.add(entry + ": the link leads out of the site, not served");
                return;
            }
            BasicFileAttributes found = Files.readAttributes(entry, BasicFileAttributes.class);
            if (found.isDirectory()) directory(entry, prefix + "/" + name, depth + 1);
            else if (found.isRegularFile()) file(entry, prefix + "/" + name, found);
        } catch (IOException e) {
            problems.add(entry + ": cannot be read: " + e);
        }
    }

    private void file(Path file, String path, BasicFileAttributes found) {
        if (files.size() == filesMax) {
            full = true;
            problems.add(root + ": more than " + filesMax + " files, the rest is not served");
            return;
        }
        long nanos = found.lastModifiedTime().to(TimeUnit.NANOSECONDS);
        files.put(path, new Stamp(file, found.size(), nanos, List.of()));
    }

    /** What the name of a file in {@code coding} has behind the name of the plain one. */
    static String extension(Coding coding) {
        return switch (coding) {
            case BR -> ".br";
            case ZSTD -> ".zst";
            case GZIP -> ".gz";
            case IDENTITY -> "";
        };
    }

    /** A compressed file belongs to the one it was made from if it is not older. */
    private Map<String, Stamp> withSiblings() {
        Map<String, Stamp> whole = new TreeMap<>();
        files.forEach(
                (path, stamp) -> {
                    List<Stamp> siblings = new ArrayList<>(3);
                    for (Coding coding : CODED) {
                        Stamp sibling = files.get(path + extension(coding));
                        if (sibling != null && sibling.nanos() >= stamp.nanos()) {
                            siblings.add(sibling);
                        }
                    }
                    whole.put(
                            path, new Stamp(stamp.file(), stamp.bytes(), stamp.nanos(), siblings));
                });
        return whole;
    }
}
