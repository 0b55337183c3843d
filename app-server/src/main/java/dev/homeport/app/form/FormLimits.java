package dev.homeport.app.form;

/**
 * How large a submission may be.
 *
 * @param bytesMax bytes of the whole submission, as sent
 * @param fieldsMax how many fields
 * @param nameBytesMax bytes of a field's name, decoded
 * @param valueBytesMax bytes of a field's value, decoded
 */
public record FormLimits(int bytesMax, int fieldsMax, int nameBytesMax, int valueBytesMax) {

    /** For forms in a body. */
    public static final FormLimits DEFAULT = new FormLimits(64 * 1024, 64, 64, 16 * 1024);

    /** For the query of a URL. */
    public static final FormLimits QUERY = new FormLimits(4 * 1024, 16, 64, 1024);
}
