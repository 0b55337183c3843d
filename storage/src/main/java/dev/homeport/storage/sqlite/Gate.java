package dev.homeport.storage.sqlite;

import dev.homeport.storage.Document;
import dev.homeport.storage.StoreProblem;

import java.sql.SQLException;
import java.util.Optional;

/** What stands before each use of a connection. */
interface Gate {
    /** Returns when the connection may be used; {@link #exit} follows. */
    void enter() throws StoreProblem;

    /** The document {@code id} of {@code table}, between {@link #enter} and {@link #exit}. */
    default Optional<Document> get(Rows rows, Table table, String id) throws SQLException {
        return rows.get(table, id);
    }

    /** Returns when more than one document may be read from the connection. */
    default void widen() throws SQLException {}

    /** Ends the use. */
    void exit();

    /** The problem to report for {@code error}, after noting it. */
    StoreProblem failed(SQLException error);
}
