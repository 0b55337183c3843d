package dev.homeport.http.events;

/**
 * An event for browsers. Immutable.
 *
 * @param id what the client names when it connects again; empty leaves its last one
 * @param type the name scripts listen to; empty is {@code message}
 * @param data the text, of as many lines as there are in it
 */
public record ServerEvent(String id, String type, String data) {

    public ServerEvent {
        requireLine("id", id);
        requireLine("type", type);
    }

    /** A message. */
    public static ServerEvent of(String data) {
        return new ServerEvent("", "", data);
    }

    /** This event with {@code name} for its id. */
    public ServerEvent withId(String name) {
        return new ServerEvent(name, type, data);
    }

    /** This event of another type. */
    public ServerEvent withType(String name) {
        return new ServerEvent(id, name, data);
    }

    /** A line break would let a value become a field, and clients drop an id with a NUL. */
    private static void requireLine(String field, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\r' || c == '\n' || c == 0) {
                throw new IllegalArgumentException("the " + field + " of an event is one line");
            }
        }
    }

    /** The event as it is sent. */
    String text() {
        StringBuilder text = new StringBuilder();
        if (!id.isEmpty()) field(text, "id", id);
        if (!type.isEmpty()) field(text, "event", type);
        lines(text, "data", data);
        return text.append('\n').toString();
    }

    private static void field(StringBuilder text, String name, String value) {
        // One space after the colon is not part of the value; the second one would be.
        text.append(name).append(": ").append(value).append('\n');
    }

    /** Each line of {@code value} in a field of its own, whatever ends it. */
    static void lines(StringBuilder text, String name, String value) {
        int start = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c != '\n' && c != '\r') continue;
            field(text, name, value.substring(start, i));
            if (c == '\r' && i + 1 < value.length() && value.charAt(i + 1) == '\n') i++;
            start = i + 1;
        }
        field(text, name, value.substring(start));
    }
}
