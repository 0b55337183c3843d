package dev.homeport.http.netty;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A table of raw HTTP/1.1 connections; {@code h1-cases.txt} explains how it is written. It needs
 * nothing but the JDK, so that it can be read by a program, too.
 *
 * @param files the files of the site that is asked
 * @param cases the connections
 */
record CaseTable(List<Content> files, List<Case> cases) {
    /** When all files of the site were changed. */
    private static final Instant CHANGED = Instant.parse("1994-11-06T08:49:37Z");

    private static final Pattern REPEAT = Pattern.compile("\\{(\\d+)\\*([^}]+)}");
    private static final Pattern TAG = Pattern.compile("\\{etag:([^}]*)}");

    /** A file. */
    record Content(String name, String text) {}

    /** How nginx answers where it answers otherwise. */
    record Other(String statuses, String why) {}

    /**
     * A line of the table.
     *
     * @param clause the rule
     * @param statuses those of all answers
     * @param bytes what is sent, still escaped
     * @param checks what the first answer must show
     */
    record Case(
            String clause,
            String statuses,
            String bytes,
            List<String> checks,
            Optional<Other> nginx) {

        String title() {
            return clause + ": " + bytes.substring(0, Math.min(bytes.length(), 90));
        }
    }

    static CaseTable parse(String text) {
        List<Content> files = new ArrayList<>();
        List<Case> cases = new ArrayList<>();
        Optional<Other> nginx = Optional.empty();
        for (String line : text.lines().toList()) {
            if (line.isEmpty() || line.startsWith("#")) continue;
            String[] columns = line.split(" ~ ", 4);
            if (columns[0].equals("file")) {
                files.add(new Content(columns[1], unescape(columns[2])));
            } else if (columns[0].equals("nginx")) {
                nginx = Optional.of(new Other(columns[1], columns[2]));
            } else {
                List<String> checks =
                        columns.length < 4 ? List.of() : List.of(columns[3].split(" & "));
                cases.add(new Case(columns[0], columns[1], columns[2], checks, nginx));
                nginx = Optional.empty();
            }
        }
        return new CaseTable(List.copyOf(files), List.copyOf(cases));
    }

    /** Makes the files below {@code root}. */
    void writeFiles(Path root) throws IOException {
        for (Content each : files) {
            Path file = root.resolve(each.name());
            Files.createDirectories(file.getParent());
            Files.writeString(file, each.text());
            Files.setLastModifiedTime(file, FileTime.from(CHANGED));
        }
    }

    /** The paths of the files whose tags {@code escaped} wants. */
    static List<String> tagged(String escaped) {
        return TAG.matcher(escaped).results().map(match -> match.group(1)).toList();
    }

    static String unescape(String text) {
        String repeated =
                REPEAT.matcher(text)
                        .replaceAll(
                                match ->
                                        Matcher.quoteReplacement(
                                                match.group(2)
                                                        .repeat(Integer.parseInt(match.group(1)))));
        String whole = repeated.replace("\u00a7", " HTTP/1.1\u00b6Host: a\u00b6");
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < whole.length(); i++) {
            char c = whole.charAt(i);
            if (c == '\u00b6') {
                out.append("\r\n");
            } else if (c == '\\') {
                char escape = whole.charAt(++i);
                if (escape == 'x') {
                    out.append((char) Integer.parseInt(whole.substring(i + 1, i + 3), 16));
                    i += 2;
                } else {
                    out.append(escaped(escape));
                }
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static char escaped(char escape) {
        return switch (escape) {
            case 'r' -> '\r';
            case 'n' -> '\n';
            case 't' -> '\t';
            case '0' -> '\0';
            case '\\' -> '\\';
            default -> throw new IllegalArgumentException("unknown escape " + escape);
        };
    }
}
