package dev.homeport.app.json;

/**
 * How large a JSON text may be.
 *
 * @param bytesMax bytes of the whole text
 * @param depthMax how deep arrays and objects may nest
 * @param nameCharactersMax characters of a member's name
 * @param numberCharactersMax characters of a number
 */
public record JsonLimits(
        int bytesMax, int depthMax, int nameCharactersMax, int numberCharactersMax) {

    /** For what strangers send. */
    public static final JsonLimits DEFAULT = new JsonLimits(64 * 1024, 16, 100, 40);

    /** For what we wrote ourselves. */
    public static final JsonLimits STORED = new JsonLimits(16 * 1024 * 1024, 100, 1000, 1000);
}
