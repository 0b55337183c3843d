package dev.homeport.http;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The fields of a message, in order; names compare without regard to ASCII case (RFC 9110 5.1).
 *
 * <p>Immutable. Names and values are checked here, so that no field can carry a line break into a
 * message: an illegal one is refused with {@link IllegalArgumentException}.
 */
public final class Headers {
    private static final Headers NONE = new Headers(new String[0], null);
    private static final BitSet TOKEN = new BitSet(128);

    static {
        "!#$%&'*+-.^_`|~".chars().forEach(TOKEN::set);
        TOKEN.set('0', '9' + 1);
        TOKEN.set('a', 'z' + 1);
        TOKEN.set('A', 'Z' + 1);
    }

    /** Name, value, name, value, … */
    private final String[] fields;

    private final @Nullable Kept kept;

    private Headers(String[] fields, @Nullable Kept kept) {
        this.fields = fields;
        this.kept = kept;
    }

    /**
     * The same fields for a response that is sent again and again as the same object: the edge
     * keeps beside them what it made of them and of the content. Fields derived from these are not
     * kept.
     */
    public Headers kept() {
        return kept != null ? this : new Headers(fields, new Kept());
    }

    /**
     * The place beside kept fields, null for others. For the edge, which asks on every response.
     */
    public @Nullable Kept place() {
        return kept;
    }

    /** No fields. */
    public static Headers none() {
        return NONE;
    }

    /** Fields from names and values in turn. */
    public static Headers of(String... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("a header name lacks its value");
        }
        if (namesAndValues.length == 0) return NONE;
        String[] fields = namesAndValues.clone();
        for (int i = 0; i < fields.length; i += 2) {
            requireName(fields[i]);
            requireValue(fields[i], fields[i + 1]);
        }
        return new Headers(fields, null);
    }

    /** How many field lines there are. */
    public int size() {
        return fields.length / 2;
    }

    /** The value of the first field line called {@code name}. */
    public Optional<String> first(String name) {
        for (int i = 0; i < fields.length; i += 2) {
            if (fields[i].equalsIgnoreCase(name)) return Optional.of(fields[i + 1]);
        }
        return Optional.empty();
    }

    /** The values of all field lines called {@code name}, in order. */
    public List<String> all(String name) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < fields.length; i += 2) {
            if (fields[i].equalsIgnoreCase(name)) values.add(fields[i + 1]);
        }
        return List.copyOf(values);
    }

    /**
     * The value of a field that is a list: all its lines joined by commas (RFC 9110 5.2), empty
     * when there is none.
     */
    public String joined(String name) {
        String joined = "";
        int count = 0;
        for (int i = 0; i < fields.length; i += 2) {
            if (!fields[i].equalsIgnoreCase(name)) continue;
            joined = count++ == 0 ? fields[i + 1] : joined + ", " + fields[i + 1];
        }
        return joined;
    }

    /** Whether there is a field line called {@code name}. */
    public boolean contains(String name) {
        for (int i = 0; i < fields.length; i += 2) {
            if (fields[i].equalsIgnoreCase(name)) return true;
        }
        return false;
    }

    /** These fields with one more line. */
    public Headers and(String name, String value) {
        requireName(name);
        requireValue(name, value);
        String[] more = Arrays.copyOf(fields, fields.length + 2);
        more[fields.length] = name;
        more[fields.length + 1] = value;
        return new Headers(more, null);
    }

    /** These fields and then {@code others}. */
    public Headers and(Headers others) {
        if (others.fields.length == 0) return this;
        String[] more = Arrays.copyOf(fields, fields.length + others.fields.length);
        System.arraycopy(others.fields, 0, more, fields.length, others.fields.length);
        return new Headers(more, null);
    }

    /** These fields and then those of {@code others} whose names are not among these. */
    public Headers andMissing(Headers others) {
        String[] more = Arrays.copyOf(fields, fields.length + others.fields.length);
        int at = fields.length;
        for (int i = 0; i < others.fields.length; i += 2) {
            if (contains(others.fields[i])) continue;
            more[at++] = others.fields[i];
            more[at++] = others.fields[i + 1];
        }
        if (at == fields.length) return this;
        return new Headers(at == more.length ? more : Arrays.copyOf(more, at), null);
    }

    /** The names of all field lines, in order; a name stands there once for each line. */
    public List<String> names() {
        List<String> names = new ArrayList<>(size());
        for (int i = 0; i < fields.length; i += 2) names.add(fields[i]);
        return List.copyOf(names);
    }

    /** These fields with {@code name} set to {@code value} alone. */
    public Headers with(String name, String value) {
        return without(name).and(name, value);
    }

    /** These fields without those called {@code name}. */
    public Headers without(String name) {
        if (!contains(name)) return this;
        List<String> left = new ArrayList<>(fields.length);
        for (int i = 0; i < fields.length; i += 2) {
            if (fields[i].equalsIgnoreCase(name)) continue;
            left.add(fields[i]);
            left.add(fields[i + 1]);
        }
        return new Headers(left.toArray(String[]::new), null);
    }

    /** Calls {@code each} with name and value of every field line, in order. */
    public void forEach(BiConsumer<String, String> each) {
        for (int i = 0; i < fields.length; i += 2) each.accept(fields[i], fields[i + 1]);
    }

    private static void requireName(String name) {
        if (name.isEmpty()) throw new IllegalArgumentException("a header name is empty");
        for (int i = 0; i < name.length(); i++) {
            if (!isTokenCharacter(name.charAt(i))) {
                throw new IllegalArgumentException("not a header name: " + name);
            }
        }
    }

    /** RFC 9110 5.6.2: tchar. */
    private static boolean isTokenCharacter(char c) {
        return c < 128 && TOKEN.get(c);
    }

    /** RFC 9110 5.5: visible characters, spaces, tabs and obs-text; never CR, LF or NUL. */
    private static void requireValue(String name, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < ' ' && c != '\t') || c == 0x7f || c > 0xff) {
                throw new IllegalArgumentException("header " + name + " has an illegal character");
            }
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Headers headers && Arrays.equals(fields, headers.fields);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(fields);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        forEach((name, value) -> text.append(name).append(": ").append(value).append('\n'));
        return text.toString();
    }
}
