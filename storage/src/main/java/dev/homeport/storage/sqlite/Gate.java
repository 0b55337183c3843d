package dev.homeport.storage.sqlite;

import dev.homeport.storage.StoreProblem;

import java.sql.SQLException;

/** What stands before each use of a connection. */
interface Gate {
    /** Returns when the connection may be used; {@link #exit} follows. */
    void enter() throws StoreProblem;

    /** Ends the use. */
    void exit();

    /** The problem to report for {@code error}, after noting it. */
    StoreProblem failed(SQLException error);
}
