package dev.homeport.storage.file;

import dev.homeport.storage.StoreProblem;

import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

import java.nio.file.Path;
import java.sql.SQLException;

/** Turns what SQLite reports into the problem a caller can act on. Stateless. */
public final class Problems {
    private Problems() {}

    /** The problem behind {@code error}, met on {@code file}. */
    public static StoreProblem of(Path file, SQLException error) {
        if (!(error instanceof SQLiteException sqlite)) {
            return new StoreProblem.Unavailable(file + ": " + error.getMessage(), error);
        }
        return of(file, sqlite.getResultCode(), error);
    }

    private static StoreProblem of(Path file, SQLiteErrorCode code, SQLException error) {
        // https://sqlite.org/rescode.html: the low byte is the primary code of an extended one.
        return switch (primary(code)) {
            case SQLITE_CORRUPT, SQLITE_NOTADB ->
                    damaged(file, String.valueOf(error.getMessage()), error);
            case SQLITE_FULL -> noSpace(file, error);
            case SQLITE_IOERR ->
                    reading(code) ? damaged(file, unread(), error) : noSpace(file, error);
            case SQLITE_TOOBIG ->
                    new StoreProblem.Invalid(
                            file + ": the document is larger than the engine allows");
            case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH ->
                    new StoreProblem.Unavailable(
                            file
                                    + " cannot be opened for writing ("
                                    + error.getMessage()
                                    + "): check owner and mode of the file and its folder",
                            error);
            case SQLITE_BUSY, SQLITE_LOCKED ->
                    new StoreProblem.Unavailable(
                            file + " is locked by another program: close it and try again", error);
            default -> new StoreProblem.Unavailable(file + ": " + error.getMessage(), error);
        };
    }

    private static SQLiteErrorCode primary(SQLiteErrorCode code) {
        return SQLiteErrorCode.getErrorCode(code.code & 0xff);
    }

    private static boolean reading(SQLiteErrorCode code) {
        return switch (code) {
            case SQLITE_IOERR_READ,
                    SQLITE_IOERR_SHORT_READ,
                    SQLITE_IOERR_DATA,
                    SQLITE_IOERR_CORRUPTFS ->
                    true;
            default -> false;
        };
    }

    private static String unread() {
        return "the disk could not read it back";
    }

    private static StoreProblem noSpace(Path file, SQLException error) {
        return new StoreProblem.NoSpace(
                file
                        + " cannot grow: the disk is full or refuses writes ("
                        + error.getMessage()
                        + "); nothing acknowledged is lost, free some space and try again",
                error);
    }

    /** What to say of a damaged file. */
    public static StoreProblem damaged(Path file, String finding, Throwable cause) {
        return new StoreProblem.Damaged(
                file
                        + " is damaged: "
                        + finding
                        + ". See `homeport data verify` for what is affected, and bring the latest"
                        + " good backup back with `homeport data restore`; the file is left as it is",
                cause);
    }
}
