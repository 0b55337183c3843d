package dev.homeport.http;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The content of a message. */
public sealed interface Body {

    /** Content of no bytes. */
    record Empty() implements Body {
        private static final Empty INSTANCE = new Empty();
    }

    /**
     * Content in memory. The array is not copied: who hands it over does not change it any more.
     */
    // A copy of every body, for a value nobody compares or keeps, is not worth its safety.
    @SuppressWarnings("ArrayRecordComponent")
    record Bytes(byte[] bytes) implements Body {}

    /** {@code length} bytes of a file, from {@code offset}; the edge reads them as it sends. */
    record FileRange(Path file, long offset, long length) implements Body {}

    /** No content. */
    static Body empty() {
        return Empty.INSTANCE;
    }

    /** {@code text} in UTF-8. */
    static Body text(String text) {
        return new Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** How many bytes it has. */
    default long length() {
        return switch (this) {
            case Empty() -> 0;
            case Bytes(var bytes) -> bytes.length;
            case FileRange range -> range.length();
        };
    }
}
