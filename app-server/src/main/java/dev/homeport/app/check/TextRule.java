package dev.homeport.app.check;

/**
 * What a text may be.
 *
 * @param charactersMin how many characters (Unicode code points) at least
 * @param charactersMax how many at most
 * @param lines whether line breaks may occur
 */
public record TextRule(int charactersMin, int charactersMax, Lines lines) {

    /** How many lines a text may have. */
    public enum Lines {
        ONE,
        MANY
    }

    /** A required text of one line. */
    public static TextRule line(int charactersMax) {
        return new TextRule(1, charactersMax, Lines.ONE);
    }

    /** A required text of any number of lines. */
    public static TextRule lines(int charactersMax) {
        return new TextRule(1, charactersMax, Lines.MANY);
    }
}
