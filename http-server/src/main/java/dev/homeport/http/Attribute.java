package dev.homeport.http;

/**
 * The name of something a filter or router found out about a request and hands on with it.
 *
 * <p>Compared by identity: whoever holds the attribute may read it.
 *
 * @param <T> the type of its values
 */
public final class Attribute<T> {
    private final String name;
    private final Class<T> type;

    private Attribute(String name, Class<T> type) {
        this.name = name;
        this.type = type;
    }

    /** A new attribute; {@code name} is for people. */
    public static <T> Attribute<T> of(String name, Class<T> type) {
        return new Attribute<>(name, type);
    }

    T cast(Object value) {
        return type.cast(value);
    }

    @Override
    public String toString() {
        return name;
    }
}
