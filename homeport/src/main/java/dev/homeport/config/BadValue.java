package dev.homeport.config;

/**
 * A text of the file that does not mean what it should; {@link Section} adds the place and reports
 * it.
 */
final class BadValue extends Exception {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    BadValue(String message, String remedy) {
        super(message, null, false, false);
        this.remedy = remedy;
    }

    String message() {
        return String.valueOf(getMessage());
    }

    String remedy() {
        return remedy;
    }

    /** Turns the text of a value into the value. */
    @FunctionalInterface
    interface Reading<T> {
        T read(String text) throws BadValue;
    }
}
