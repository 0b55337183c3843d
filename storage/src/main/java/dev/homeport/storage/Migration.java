package dev.homeport.storage;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * One numbered step from the data of an older program to that of this one.
 *
 * <p>A store applies each migration once, in the order of the numbers, in a transaction of its own
 * together with the note that it was applied, so that a crash leaves it either done or not begun.
 * Immutable.
 *
 * @param number its place, from 1
 * @param name what it does, in a few words; like the number it never changes again
 * @param step what is done
 */
public record Migration(int number, String name, Step step) {

    /** What a migration does. */
    public sealed interface Step {}

    /**
     * One statement in the engine's own language; {@code storage.memory} notes it without running
     * it.
     *
     * @param sql the statement
     */
    public record Statement(String sql) implements Step {}

    /**
     * Work on the documents. It may meet documents that lack a newly declared index member and is
     * the place to add it.
     *
     * @param work the work
     */
    public record Function(Store.Work<Tx, ?> work) implements Step {}

    public Migration {
        if (number < 1) throw new IllegalArgumentException("migrations count from 1: " + number);
        if (name.isBlank()) throw new IllegalArgumentException("a migration has a name");
    }

    /** A migration of one statement. */
    public static Migration statement(int number, String name, String sql) {
        return new Migration(number, name, new Statement(sql));
    }

    /** A migration of work on the documents. */
    public static Migration function(int number, String name, Store.Work<Tx, ?> work) {
        return new Migration(number, name, new Function(work));
    }

    /**
     * What a store remembers of an applied migration to notice that it was changed afterwards: a
     * digest of the statement. Of a function only the name can be compared.
     */
    public String fingerprint() {
        return switch (step) {
            case Statement statement -> "sha256:" + digest(statement.sql());
            case Function _ -> "function";
        };
    }

    private static String digest(String text) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
