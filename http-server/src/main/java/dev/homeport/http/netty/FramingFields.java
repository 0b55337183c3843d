package dev.homeport.http.netty;

/** The fields that belong to a connection or to a message's frame, which the writers own. */
final class FramingFields {

    private FramingFields() {}

    /** Whether a handler's field {@code name} is left out, since a writer gives it or none. */
    static boolean isOwned(String name) {
        return switch (name.length()) {
            case 2 -> name.equalsIgnoreCase("te");
            case 4 -> name.equalsIgnoreCase("date");
            case 7 -> name.equalsIgnoreCase("upgrade");
            case 10 -> name.equalsIgnoreCase("connection") || name.equalsIgnoreCase("keep-alive");
            case 14 -> name.equalsIgnoreCase("content-length");
            case 16 -> name.equalsIgnoreCase("proxy-connection");
            case 17 -> name.equalsIgnoreCase("transfer-encoding");
            default -> false;
        };
    }

    /** Whether an answer with {@code status} never has content (RFC 9110 6.4.1). */
    static boolean isBodiless(int status) {
        return status == 204 || status == 304;
    }
}
