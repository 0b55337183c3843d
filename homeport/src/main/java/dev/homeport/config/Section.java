package dev.homeport.config;

import dev.homeport.config.BadValue.Reading;

import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * One table of the file. Each reader takes a key and what holds when it is absent, and reports what
 * is wrong with the value, so that reading goes on to the next mistake. {@link #finish} refuses
 * every key nobody asked for.
 *
 * <p>Values are told apart by {@code instanceof}: a switch over types is spun at its first use, of
 * which every start would pay for ten here.
 */
final class Section {
    private static final TomlTable EMPTY = Toml.parse("");
    private static final TomlArray NOTHING = Toml.parse("a = []").getArrayOrEmpty("a");

    private final TomlTable table;
    private final String name;
    private final Place start;
    private final Problems problems;
    private final Set<String> known = new LinkedHashSet<>();

    Section(TomlTable table, String name, Place start, Problems problems) {
        this.table = table;
        this.name = name;
        this.start = start;
        this.problems = problems;
    }

    /** Where the table begins. */
    Place start() {
        return start;
    }

    boolean has(String key) {
        known.add(key);
        return value(key) != null;
    }

    /** Whether the key is absent or has a text, which {@link #read} then looks into. */
    boolean isTextOrAbsent(String key) {
        return value(key) == null || value(key) instanceof String;
    }

    /** All keys of a table whose keys are for its writer to choose. */
    List<String> keys() {
        return List.copyOf(table.keySet());
    }

    /** Where a key stands; the start of the table when it is absent. */
    Place place(String key) {
        TomlPosition position = table.inputPositionOf(List.of(key));
        return position == null ? start : new Place(position.line(), position.column());
    }

    void problem(String key, BadValue fault) {
        problem(key, fault.message(), fault.remedy());
    }

    void problem(String key, String message, String remedy) {
        problems.add(place(key), message, remedy);
    }

    void warn(String key, String message, String remedy) {
        problems.warn(place(key), message, remedy);
    }

    Section table(String key) {
        Section absent = new Section(EMPTY, full(key), start, problems);
        return typed(
                key,
                TomlTable.class,
                absent,
                inner -> new Section(inner, full(key), place(key), problems),
                "a table",
                "write it as [" + full(key) + "]");
    }

    /** What {@code found} makes of the value; the fallback where there is none or a wrong one. */
    private <V, T> T typed(
            String key,
            Class<V> type,
            T fallback,
            Function<V, T> found,
            String wanted,
            String remedy) {
        known.add(key);
        Object value = value(key);
        if (value == null) return fallback;
        if (type.isInstance(value)) return found.apply(type.cast(value));
        wrongType(key, value, wanted, remedy);
        return fallback;
    }

    List<Section> tables(String key) {
        String remedy = "write each as [[" + full(key) + "]]";
        TomlArray array =
                typed(key, TomlArray.class, NOTHING, Function.identity(), "tables", remedy);
        var sections = new ArrayList<Section>();
        for (int i = 0; i < array.size(); i++) {
            if (array.get(i) instanceof TomlTable inner) {
                sections.add(new Section(inner, full(key), place(array, i, key), problems));
            } else {
                wrongType(key, array, "tables", remedy);
                break;
            }
        }
        return sections;
    }

    /** One of a list that may hold texts and tables. */
    sealed interface Element {
        /** A text with its place. */
        record Text(Section section, Placed<String> text) implements Element {
            <T> Optional<T> read(Reading<T> reading) {
                return section.read(text.place(), text.value(), reading).map(Placed::value);
            }
        }

        /** A table. */
        record Table(Section table) implements Element {}
    }

    /** A list of texts and tables, or one of them alone. */
    List<Element> elements(String key) {
        known.add(key);
        var elements = new ArrayList<Element>();
        Object value = value(key);
        if (value instanceof TomlArray array) {
            for (int i = 0; i < array.size(); i++) {
                elements.addAll(element(key, array.get(i), place(array, i, key)));
            }
        } else if (value != null) {
            elements.addAll(element(key, value, place(key)));
        }
        return elements;
    }

    private List<Element> element(String key, Object value, Place place) {
        if (value instanceof String text) {
            return List.of(new Element.Text(this, new Placed<>(text, place)));
        }
        if (value instanceof TomlTable inner) {
            return List.of(new Element.Table(new Section(inner, full(key), place, problems)));
        }
        problems.add(
                place,
                full(key) + " holds " + kind(value) + " where a string belongs",
                "put it in quotation marks");
        return List.of();
    }

    String string(String key, String fallback) {
        return read(key, fallback, text -> text);
    }

    <T> T read(String key, T fallback, Reading<T> reading) {
        return typed(
                key,
                String.class,
                fallback,
                text -> read(place(key), text, reading).map(Placed::value).orElse(fallback),
                "a string",
                "put it in quotation marks");
    }

    /**
     * A list of strings, or one string alone; without it, the fallback at the start of the table.
     */
    <T> List<Placed<T>> readAll(String key, List<T> fallback, Reading<T> reading) {
        known.add(key);
        var values = new ArrayList<Placed<T>>();
        Object value = value(key);
        if (value == null) {
            fallback.forEach(one -> values.add(new Placed<>(one, start)));
        } else if (value instanceof String text) {
            read(place(key), text, reading).ifPresent(values::add);
        } else if (value instanceof TomlArray array) {
            for (int i = 0; i < array.size(); i++) {
                element(key, array, i, reading).ifPresent(values::add);
            }
        } else {
            wrongType(key, value, "a list of strings", "write " + key + " = [\"…\", \"…\"]");
        }
        return values;
    }

    private <T> Optional<Placed<T>> element(
            String key, TomlArray array, int index, Reading<T> reading) {
        Place place = place(array, index, key);
        if (array.get(index) instanceof String text) return read(place, text, reading);
        problems.add(
                place,
                full(key) + " holds " + kind(array.get(index)) + " where a string belongs",
                "put it in quotation marks");
        return Optional.empty();
    }

    private <T> Optional<Placed<T>> read(Place place, String text, Reading<T> reading) {
        try {
            return Optional.of(new Placed<>(reading.read(text), place));
        } catch (BadValue bad) {
            problems.add(place, bad.message(), bad.remedy());
            return Optional.empty();
        }
    }

    Switch flag(String key, Switch fallback) {
        return typed(
                key,
                Boolean.class,
                fallback,
                Switch::of,
                "true or false",
                "write " + key + " = true or " + key + " = false");
    }

    int integer(String key, int fallback, int min, int max) {
        return typed(
                key,
                Long.class,
                fallback,
                number -> (int) within(key, number, fallback, min, max, String.valueOf(number)),
                "a whole number",
                "write " + key + " = " + fallback);
    }

    private long within(String key, long value, long fallback, long min, long max, String shown) {
        if (value >= min && value <= max) return value;
        problem(
                key,
                full(key) + " is " + shown + ", outside " + min + " to " + max,
                "the usual value is " + fallback);
        return fallback;
    }

    /** A number of bytes: {@code "1MiB"}, or a whole number. */
    long bytes(String key, long fallback, long min, long max) {
        long value =
                value(key) instanceof Long number
                        ? number
                        : written(key, fallback, Quantities.bytes(fallback));
        known.add(key);
        if (value >= min && value <= max) return value;
        problem(
                key,
                full(key) + " is outside " + Quantities.bytes(min) + " to " + Quantities.bytes(max),
                "the usual value is \"" + Quantities.bytes(fallback) + "\"");
        return fallback;
    }

    private long written(String key, long fallback, String example) {
        return typed(
                key,
                String.class,
                fallback,
                text ->
                        read(place(key), text, Quantities::parseBytes)
                                .map(Placed::value)
                                .orElse(fallback),
                "a number of bytes",
                "write " + key + " = \"" + example + "\"");
    }

    Duration duration(String key, Duration fallback, Duration min, Duration max) {
        known.add(key);
        if (value(key) instanceof Long number) {
            problem(
                    key,
                    full(key) + " has no unit",
                    "write " + key + " = \"" + number + "s\" for seconds");
            return fallback;
        }
        Duration value = read(key, fallback, Quantities::parseDuration);
        if (value.compareTo(min) >= 0 && value.compareTo(max) <= 0) return value;
        problem(
                key,
                full(key)
                        + " is outside "
                        + Quantities.duration(min)
                        + " to "
                        + Quantities.duration(max),
                "the usual value is \"" + Quantities.duration(fallback) + "\"");
        return fallback;
    }

    /** One of the constants of an enum, written in lower case with hyphens. */
    <E extends Enum<E>> E choice(String key, E fallback) {
        return read(
                key,
                fallback,
                text -> Choices.parse(full(key), text, fallback.getDeclaringClass()));
    }

    /** A path, taken from {@code folder} when it is relative. */
    Path path(String key, Path fallback, Path folder) {
        return read(key, fallback, text -> parsePath(text, folder));
    }

    private static Path parsePath(String text, Path folder) throws BadValue {
        if (text.isEmpty())
            throw new BadValue("the path is empty", "write a path, or leave the key out");
        try {
            return folder.resolve(text).normalize();
        } catch (InvalidPathException e) {
            throw new BadValue(Quoted.of(text) + " is no path", "remove what a path cannot hold");
        }
    }

    /** Refuses every key that no reader asked for; called last. */
    void finish() {
        for (String key : table.keySet()) {
            if (known.contains(key)) continue;
            String where = name.isEmpty() ? "at the top of the file" : "in [" + name + "]";
            // TOML gives a key that follows a heading to that table, whatever was meant.
            String remedy =
                    key.equals("shutdown-timeout")
                            ? "move it to the top of the file, above the first [table]"
                            : Suggestion.of(key, known);
            problem(key, "there is no key " + Quoted.of(key) + " " + where, remedy);
        }
    }

    private @Nullable Object value(String key) {
        return table.get(List.of(key));
    }

    /** The name of a key in messages: {@code http.limits.body-bytes}. */
    String full(String key) {
        return name.isEmpty() ? key : name + "." + key;
    }

    private Place place(TomlArray array, int index, String key) {
        TomlPosition position = array.inputPositionOf(index);
        return position == null ? place(key) : new Place(position.line(), position.column());
    }

    private void wrongType(String key, Object value, String wanted, String remedy) {
        problem(key, full(key) + " is " + kind(value) + " where " + wanted + " belongs", remedy);
    }

    private static String kind(@Nullable Object value) {
        return switch (value) {
            case String text -> "the string " + Quoted.of(text);
            case Long number -> "the number " + number;
            case Double number -> "the number " + number;
            case Boolean flag -> flag.toString();
            case TomlArray _ -> "a list";
            case TomlTable _ -> "a table";
            case null, default -> "a date or time";
        };
    }
}
