package dev.homeport.storage.sqlite;

import dev.homeport.storage.Change;
import dev.homeport.storage.Collection;
import dev.homeport.storage.Edition;
import dev.homeport.storage.Migration;
import dev.homeport.storage.Store;
import dev.homeport.storage.StoreFacts;
import dev.homeport.storage.StoreProblem;
import dev.homeport.storage.Tx;
import dev.homeport.storage.View;
import dev.homeport.storage.file.DataDirectory;
import dev.homeport.storage.rules.Bodies;
import dev.homeport.storage.rules.Feed;
import dev.homeport.storage.rules.Lease;

import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteJDBCLoader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The store in one SQLite file of a data directory: what the program uses by default.
 *
 * <p><b>Durability.</b> Write-ahead log with {@code synchronous=FULL}: a write returns after the
 * disk has confirmed the sync that covers it. Writers that wait at the same time share a sync.
 *
 * <p><b>Threads.</b> Thread-safe. The work of {@link #write} runs on the store's one writer thread,
 * a platform thread: it must be brief, must not wait for other threads that write, and does not see
 * the caller's thread locals and scoped values. The work of {@link #read} runs on the caller's
 * thread. Calls into SQLite pin a virtual thread to its carrier, for which the scheduler does not
 * make up; so of the carriers at least one is kept free: only carriers less one virtual threads are
 * inside the engine at a time, the others park, and each such call is one document or one page of a
 * scan (see {@code Carriers}). Reads under way at the same time are bounded as well, by {@link
 * StoreConfig#readersMax()}.
 *
 * <p><b>Misuse.</b> A transaction inside another one of the same store, or a view used after its
 * work or by another thread, is an {@link IllegalStateException}.
 *
 * <p><b>Limits.</b> Those of {@link dev.homeport.storage.StoreLimits}. Who waits longer than they
 * allow gets {@link StoreProblem.Unavailable}, and so does work that takes longer.
 */
public final class SqliteStore implements Store {
    private final StoreConfig config;
    private final DataDirectory directory;
    private final Engine engine;
    private final Bodies bodies;
    private final AtomicReference<Tables> tables = new AtomicReference<>(Tables.NONE);
    private final AtomicBoolean closed = new AtomicBoolean();
    private final ScopedValue<Boolean> reading = ScopedValue.newInstance();

    private SqliteStore(StoreConfig config, DataDirectory directory, Engine engine) {
        this.config = config;
        this.directory = directory;
        this.engine = engine;
        this.bodies = new Bodies(config.limits());
    }

    /**
     * Opens the store of {@code config}, creating it where it is missing, applies the migrations
     * that are due, and builds the indexes that are new.
     *
     * <p>After a shutdown that was not clean the file is checked first, which takes about a second
     * for each gigabyte.
     *
     * @param collections all collections the program uses; others in the file are left alone
     * @param migrations all migrations there ever were, in the order of their numbers
     * @throws StoreProblem.InUse when a process has the directory open
     * @throws StoreProblem.Newer when a newer program wrote the file
     * @throws StoreProblem.Damaged when the file is not whole
     * @throws StoreProblem.Invalid when a document does not fit a new index, or the migrations do
     *     not fit those applied
     */
    public static SqliteStore open(
            StoreConfig config, List<Collection> collections, List<Migration> migrations)
            throws StoreProblem {
        Opening.requireSound(collections, migrations);
        DataDirectory directory = DataDirectory.lock(config.directory());
        Engine engine;
        try {
            engine = Engine.start(directory, config);
        } catch (StoreProblem | RuntimeException | Error e) {
            directory.closeCut();
            throw e;
        }
        var store = new SqliteStore(config, directory, engine);
        try {
            new Opening(store, directory.database()).run(collections, migrations);
            return store;
        } catch (StoreProblem | RuntimeException | Error e) {
            store.close();
            throw e;
        }
    }

    /**
     * Loads SQLite's native library and what its driver needs of dates, among the longest steps of
     * a start; whoever is going to open a store may have it done on another thread meanwhile. A
     * failure is told by {@link #open}.
     */
    public static void prepare() {
        try {
            SQLiteJDBCLoader.initialize();
            var _ = new SQLiteConfig();
        } catch (Exception e) {
            // The driver's own signature; opening the store tries again and says why not.
            System.getLogger(SqliteStore.class.getName())
                    .log(System.Logger.Level.DEBUG, "event=sqlite_not_prepared", e);
        }
    }

    /** The data directory. */
    public Path directory() {
        return directory.path();
    }

    @Override
    public <T> T read(Work<View, T> work) throws StoreProblem {
        requireOutside();
        Reader reader = engine.readers().take();
        try {
            var lease = new Lease(config.limits().transactionTimeMax());
            reader.begin(lease);
            try {
                var view = new SqliteView(reader, reader.rows(), tables.get(), bodies);
                return ScopedValue.where(reading, true).call(() -> work.run(view));
            } finally {
                reader.end();
            }
        } finally {
            engine.readers().give(reader);
        }
    }

    @Override
    public <T> T write(Work<Tx, T> work) throws StoreProblem {
        requireOutside();
        return engine.writer().run(session -> inTx(session, work));
    }

    <T> T inTx(Session session, Work<? super Tx, T> work) throws StoreProblem {
        var tx = new SqliteTx(session, tables.get(), bodies, config.limits());
        try {
            T result = work.run(tx);
            tx.finish();
            return result;
        } finally {
            tx.end();
        }
    }

    private void requireOutside() {
        if (reading.isBound() || engine.writer().isCurrent()) {
            throw new IllegalStateException(
                    "a transaction was begun inside another one: use the view at hand");
        }
    }

    @Override
    public List<Change> changesAfter(long sequence, int max) throws StoreProblem {
        Feed.requireMax(max);
        return look(
                rows -> {
                    Rows.Kept kept = rows.kept();
                    Feed.requireKept(sequence, kept.first(), kept.last());
                    return rows.changesAfter(sequence, max);
                });
    }

    @Override
    public Edition edition(List<Collection> collections) {
        return tables.get().haveAll(collections) ? engine.editions().of(collections) : Edition.PAST;
    }

    @Override
    public StoreFacts facts() throws StoreProblem {
        Path file = directory.database();
        return look(
                rows ->
                        new StoreFacts(
                                "SQLite " + engine.version(),
                                file.toString(),
                                size(file) + size(DataDirectory.log(file)),
                                rows.kept().last(),
                                rows.counts()));
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            // The log comes and goes.
            return 0;
        }
    }

    private interface Look<T> {
        T at(Rows rows) throws SQLException, StoreProblem;
    }

    /** One look at our own tables, on a snapshot. */
    private <T> T look(Look<T> look) throws StoreProblem {
        requireOutside();
        Reader reader = engine.readers().take();
        try {
            reader.begin(new Lease(config.limits().transactionTimeMax()));
            reader.enter();
            try {
                reader.widen();
                return look.at(reader.rows());
            } catch (SQLException e) {
                throw reader.failed(e);
            } finally {
                reader.exit();
                reader.end();
            }
        } finally {
            engine.readers().give(reader);
        }
    }

    /**
     * Declares a collection, or more indexes of one, while the store serves; returns when they can
     * be scanned by. Until then documents that lack a new member are refused already, and scans by
     * it are {@link StoreProblem.Unavailable}.
     *
     * @throws StoreProblem.Invalid when a document does not fit, naming it
     */
    public void declare(Collection collection) throws StoreProblem {
        requireOutside();
        prepare(collection);
        fill(collection);
    }

    /** Makes the table and its columns, so that writes keep them from now on. */
    void prepare(Collection collection) throws StoreProblem {
        Table table = internal(session -> Schema.declare(session.statements(), collection));
        tables.updateAndGet(before -> before.with(table));
    }

    /** Fills the columns that are not, and builds their indexes. */
    void fill(Collection collection) throws StoreProblem {
        Table table = tables.get().require(collection);
        if (!table.isComplete()) {
            var backfill = new Backfill(table, bodies);
            for (Optional<String> last = Optional.of(""); last.isPresent(); ) {
                String after = last.get();
                last = internal(session -> backfill.step(session, after));
            }
            internal(
                    session -> {
                        Schema.index(session.statements(), table);
                        return true;
                    });
            tables.updateAndGet(before -> before.with(table.complete()));
        }
    }

    /** How many writes wait for their group. */
    int waitingWrites() {
        return engine.writer().waiting();
    }

    /** Counts anew after a statement that may have gone past the counting. */
    void recount(Session session) throws SQLException {
        for (Table table : tables.get().byName().values()) {
            Schema.recount(session.statements(), table);
        }
    }

    /** Runs a step of our own on the writer. */
    <T> T internal(Job.Step<T> step) throws StoreProblem {
        return engine.writer()
                .run(
                        session -> {
                            try {
                                return step.run(session);
                            } catch (SQLException e) {
                                throw session.failed(e);
                            }
                        });
    }

    /** Finishes the writes and reads under way, empties the log, and lets go of the directory. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) return;
        if (reading.isBound() || engine.writer().isCurrent()) {
            closed.set(false);
            throw new IllegalStateException("a store is not closed from inside its transactions");
        }
        if (engine.close()) directory.close();
        else directory.closeCut();
    }
}
