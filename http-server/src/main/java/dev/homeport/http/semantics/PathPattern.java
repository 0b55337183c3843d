package dev.homeport.http.semantics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Names paths: {@code /about} one, {@code /img/*.png} those that have any characters but slashes in
 * the place of the star, {@code /docs/**} the path {@code /docs} and all below it, {@code
 * /**}{@code /*.css} every style sheet.
 *
 * <p>A segment has at most one star, and one segment of a pattern may be the double star, which
 * stands for any number of segments. So there is one way to read a path at most, and reading takes
 * one look at it. Immutable; equal when written the same.
 */
public final class PathPattern {
    private static final String ANY = "**";

    /** Every path. */
    public static final PathPattern ALL = of("/**");

    private final String text;

    /** The segments before the double star, or all of them. */
    private final List<String> head;

    /** The segments behind the double star; empty for a pattern without one. */
    private final Optional<List<String>> tail;

    private PathPattern(String text, List<String> head, Optional<List<String>> tail) {
        this.text = text;
        this.head = head;
        this.tail = tail;
    }

    /**
     * Reads a pattern, written as paths are after decoding.
     *
     * @throws IllegalArgumentException with a message for who wrote it
     */
    public static PathPattern of(String text) {
        if (!text.startsWith("/")) throw new IllegalArgumentException("it starts with no slash");
        if (text.indexOf('?') >= 0 || text.indexOf('#') >= 0) {
            throw new IllegalArgumentException("a pattern is about the path alone");
        }
        if (text.indexOf('%') >= 0) {
            throw new IllegalArgumentException("write characters as they are, not with %");
        }
        List<String> segments = List.of(text.substring(1).split("/", -1));
        for (String segment : segments) {
            if (segment.equals(ANY)) continue;
            if (segment.indexOf('*') != segment.lastIndexOf('*')) {
                throw new IllegalArgumentException("more than one star between two slashes");
            }
        }
        int any = segments.indexOf(ANY);
        if (any != segments.lastIndexOf(ANY)) {
            throw new IllegalArgumentException("more than one **");
        }
        if (any < 0) return new PathPattern(text, segments, Optional.empty());
        List<String> tail = segments.subList(any + 1, segments.size());
        return new PathPattern(text, segments.subList(0, any), Optional.of(tail));
    }

    /** Whether {@code path}, decoded and normalised, is one of those meant. */
    public boolean matches(String path) {
        return equals(ALL) || match(path).isPresent();
    }

    /** What stands in the place of each star of {@code path}, in order; empty without a match. */
    public Optional<List<String>> match(String path) {
        List<String> segments = List.of(path.substring(1).split("/", -1));
        int fixed = head.size() + tail.map(List::size).orElse(0);
        boolean fits = tail.isPresent() ? segments.size() >= fixed : segments.size() == fixed;
        if (!fits) return Optional.empty();
        List<String> stars = new ArrayList<>();
        if (!matches(head, segments, stars)) return Optional.empty();
        if (tail.isPresent()) {
            int end = segments.size() - tail.get().size();
            stars.add(String.join("/", segments.subList(head.size(), end)));
            List<String> rest = segments.subList(end, segments.size());
            if (!matches(tail.get(), rest, stars)) return Optional.empty();
        }
        return Optional.of(stars);
    }

    private static boolean matches(List<String> wanted, List<String> segments, List<String> stars) {
        for (int i = 0; i < wanted.size(); i++) {
            if (!matches(wanted.get(i), segments.get(i), stars)) return false;
        }
        return true;
    }

    private static boolean matches(String wanted, String segment, List<String> stars) {
        int star = wanted.indexOf('*');
        if (star < 0) return wanted.equals(segment);
        int after = wanted.length() - star - 1;
        boolean matches =
                segment.length() >= star + after
                        && segment.startsWith(wanted.substring(0, star))
                        && segment.endsWith(wanted.substring(star + 1));
        if (matches) stars.add(segment.substring(star, segment.length() - after));
        return matches;
    }

    /** How many stars it has, a double one counting once. */
    public int stars() {
        int stars = tail.isPresent() ? 1 : 0;
        for (String segment : head) if (segment.indexOf('*') >= 0) stars++;
        for (String segment : tail.orElse(List.of())) if (segment.indexOf('*') >= 0) stars++;
        return stars;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PathPattern pattern && text.equals(pattern.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The pattern as it was written. */
    @Override
    public String toString() {
        return text;
    }
}
