package dev.homeport.storage;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The declaration of a collection: its name and the members of its documents that can be scanned
 * by.
 *
 * @param name lower-case letters, digits and underscores, at most 48
 * @param indexes the indexed members; scans by any other member are refused
 */
public record Collection(String name, List<Index> indexes) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,47}");

    public Collection {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a collection name: " + name);
        }
        indexes = List.copyOf(indexes);
    }

    /** The type of an indexed member's values. */
    public enum Type {
        /** Strings, compared bytewise as UTF-8. */
        TEXT,
        /** 64-bit integers. */
        INTEGER
    }

    /**
     * An indexed top-level member of the documents. A document without the member, or with another
     * type in it, is refused when it is written.
     *
     * @param member the member's name: letters, digits and underscores
     * @param type the type of its values
     */
    public record Index(String member, Type type) {
        private static final Pattern MEMBER = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]{0,47}");

        public Index {
            if (!MEMBER.matcher(member).matches()) {
                throw new IllegalArgumentException("not an indexable member name: " + member);
            }
        }
    }

    /** A collection without indexes, scanned by id only. */
    public static Collection of(String name) {
        return new Collection(name, List.of());
    }

    /** This collection with one more indexed member of strings. */
    public Collection text(String member) {
        return with(new Index(member, Type.TEXT));
    }

    /** This collection with one more indexed member of integers. */
    public Collection integer(String member) {
        return with(new Index(member, Type.INTEGER));
    }

    private Collection with(Index index) {
        var more = new java.util.ArrayList<>(indexes);
        more.add(index);
        return new Collection(name, more);
    }
}
