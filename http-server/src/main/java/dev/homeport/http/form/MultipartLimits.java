package dev.homeport.http.form;

/**
 * How large a form with files may be. The whole of it is bounded by what the server, or the intake
 * of a handler, takes as content.
 *
 * @param partsMax how many fields and files
 * @param headerBytesMax the header fields of one part together
 * @param nameBytesMax the name of a field, and that of a file, in UTF-8
 * @param fieldBytesMax the value of a field
 * @param fileBytesMax the content of a file
 */
public record MultipartLimits(
        int partsMax, int headerBytesMax, int nameBytesMax, int fieldBytesMax, long fileBytesMax) {

    /** For forms that people fill in. */
    public static final MultipartLimits DEFAULT =
            new MultipartLimits(64, 4 * 1024, 255, 64 * 1024, 8 * 1024 * 1024);

    public MultipartLimits {
        if (partsMax < 1 || headerBytesMax < 1 || nameBytesMax < 1) {
            throw new IllegalArgumentException("a form without parts or names");
        }
        if (fieldBytesMax < 0 || fileBytesMax < 0) {
            throw new IllegalArgumentException("a bound is negative");
        }
    }
}
