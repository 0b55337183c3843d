package dev.homeport.app.json;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A JSON value (RFC 8259). Immutable. */
public sealed interface Json {

    /** An object; its members keep their order. */
    record Obj(Map<String, Json> members) implements Json {
        private static final Obj EMPTY = new Obj(Map.of());

        public Obj {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }

        /** The member {@code name}. */
        public Optional<Json> find(String name) {
            return Optional.ofNullable(members.get(name));
        }

        /** This object with the member {@code name}, at its end when it is new. */
        public Obj with(String name, Json value) {
            Map<String, Json> more = new LinkedHashMap<>(members);
            more.put(name, value);
            return new Obj(more);
        }

        /** This object without the members {@code names}. */
        public Obj without(Set<String> names) {
            Map<String, Json> fewer = new LinkedHashMap<>(members);
            fewer.keySet().removeAll(names);
            return new Obj(fewer);
        }

        /** This object with a member of text. */
        public Obj with(String name, String value) {
            return with(name, new Text(value));
        }

        /** This object with a member that is a whole number. */
        public Obj with(String name, long value) {
            return with(name, new Whole(value));
        }

        /**
         * The member {@code name}, which is text in everything we wrote ourselves.
         *
         * @throws IllegalStateException when it is not
         */
        public String requireText(String name) {
            if (members.get(name) instanceof Text(String value)) return value;
            throw new IllegalStateException("no text in member " + name);
        }

        /**
         * The member {@code name}, which is a whole number in everything we wrote ourselves.
         *
         * @throws IllegalStateException when it is not
         */
        public long requireWhole(String name) {
            if (members.get(name) instanceof Whole(long value)) return value;
            throw new IllegalStateException("no whole number in member " + name);
        }
    }

    /** An array. */
    record Arr(List<Json> items) implements Json {
        public Arr {
            items = List.copyOf(items);
        }
    }

    /** A string. */
    record Text(String value) implements Json {}

    /** A number written without fraction and exponent that fits 64 bits. */
    record Whole(long value) implements Json {}

    /** Any other number. */
    record Decimal(BigDecimal value) implements Json {}

    /** True or false. */
    record Bool(boolean value) implements Json {}

    /** Null. */
    record Null() implements Json {}

    /** An object without members. */
    static Obj object() {
        return Obj.EMPTY;
    }

    /** What it is, for people. */
    default String kind() {
        return switch (this) {
            case Obj _ -> "an object";
            case Arr _ -> "an array";
            case Text _ -> "text";
            case Whole _ -> "a whole number";
            case Decimal _ -> "a number with a fraction, an exponent or too many digits";
            case Bool _ -> "true or false";
            case Null _ -> "null";
        };
    }
}
