package dev.homeport.http.files;

import dev.homeport.http.files.Asset.Stamp;
import dev.homeport.http.semantics.PathText;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Writes the pages that show what is in a folder: folders first, then files, each in the order of
 * their names. Hidden files are not known here, and compressed forms of other files are left out.
 */
final class DirectoryPages {
    /** Of more entries only their number is told. */
    static final int ENTRIES_MAX = 10_000;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneOffset.UTC);

    /** The entries of each folder; folders end with a slash, which sorts nothing but names. */
    private final Map<String, Entries> directories = new TreeMap<>();

    private static final class Entries {
        private final TreeMap<String, Long> folders = new TreeMap<>();
        private final TreeMap<String, Stamp> files = new TreeMap<>();
        private long nanos;
    }

    /**
     * A page.
     *
     * @param nanos when the newest of its files changed, in nanoseconds since 1970
     */
    // It is handed to one reader and not compared.
    @SuppressWarnings("ArrayRecordComponent")
    record Page(byte[] html, long nanos) {}

    private DirectoryPages() {}

    /** The pages of all folders that {@code pages} lists, by path with a slash at the end. */
    static Map<String, Page> of(Map<String, Stamp> files, Pages pages) {
        if (pages.listings().isEmpty()) return Map.of();
        DirectoryPages all = new DirectoryPages();
        all.directories.put("/", new Entries());
        files.forEach(
                (path, stamp) -> {
                    if (!isForm(path, files)) all.add(path, stamp);
                });
        Map<String, Page> listed = new TreeMap<>();
        all.directories.forEach(
                (directory, entries) -> {
                    if (pages.lists(directory)) {
                        listed.put(directory, new Page(html(directory, entries), entries.nanos));
                    }
                });
        return listed;
    }

    private static boolean isForm(String path, Map<String, Stamp> files) {
        int dot = path.lastIndexOf('.');
        Stamp plain = dot < 0 ? null : files.get(path.substring(0, dot));
        Stamp own = files.get(path);
        if (plain == null || own == null) return false;
        return plain.siblings().stream().anyMatch(sibling -> sibling.file().equals(own.file()));
    }

    private void add(String path, Stamp stamp) {
        int slash = path.lastIndexOf('/');
        Entries own = entries(path.substring(0, slash + 1));
        own.files.put(path.substring(slash + 1), stamp);
        own.nanos = Math.max(own.nanos, stamp.nanos());
        for (int above = path.lastIndexOf('/', slash - 1); slash > 0; ) {
            Entries parent = entries(path.substring(0, above + 1));
            parent.folders.merge(path.substring(above + 1, slash), stamp.nanos(), Math::max);
            slash = above;
            above = path.lastIndexOf('/', slash - 1);
        }
    }

    private Entries entries(String directory) {
        return directories.computeIfAbsent(directory, _ -> new Entries());
    }

    private static byte[] html(String directory, Entries entries) {
        String title = "Index of " + escape(directory);
        StringBuilder page = new StringBuilder(1024);
        page.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width\">\n<title>")
                .append(title)
                .append("</title>\n</head>\n<body>\n<h1>")
                .append(title)
                .append(
                        "</h1>\n<table>\n<tr><th>Name</th><th>Bytes</th><th>Changed (UTC)</th></tr>\n");
        if (!directory.equals("/")) page.append("<tr><td><a href=\"../\">../</a></td></tr>\n");
        int[] left = {ENTRIES_MAX};
        entries.folders.forEach(
                (name, nanos) -> {
                    if (left[0]-- > 0) row(page, name + "/", "", nanos);
                });
        entries.files.forEach(
                (name, stamp) -> {
                    if (left[0]-- > 0) row(page, name, Long.toString(stamp.bytes()), stamp.nanos());
                });
        page.append("</table>\n");
        if (left[0] < 0) page.append("<p>").append(-left[0]).append(" more are not shown.</p>\n");
        page.append("</body>\n</html>\n");
        return page.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void row(StringBuilder page, String name, String bytes, long nanos) {
        Instant changed = Instant.ofEpochSecond(TimeUnit.NANOSECONDS.toSeconds(nanos));
        page.append("<tr><td><a href=\"")
                .append(PathText.encode(name))
                .append("\">")
                .append(escape(name))
                .append("</a></td><td>")
                .append(bytes)
                .append("</td><td>")
                .append(TIME.format(changed))
                .append("</td></tr>\n");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
