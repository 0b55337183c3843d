/**
 * The embedded store: one SQLite file, one writer with group commit, a few readers.
 *
 * <p>A write goes {@code SqliteStore} -> {@code Writer} -> {@code SqliteTx} -> {@code Session}; a
 * read goes {@code SqliteStore} -> {@code Readers} -> {@code SqliteView} -> {@code Rows}.
 */
@NullMarked
package dev.homeport.storage.sqlite;

import org.jspecify.annotations.NullMarked;
