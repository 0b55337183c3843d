package dev.homeport.benchmarks.jmh;

import dev.homeport.storage.Document;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The same reads as {@link StoreWork} with nothing but the driver and kept statements. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PlainSqlite {
    private static final int DOCUMENT_COUNT = 10_000;
    private static final int SCANNED = 20;

    private final Path folder;
    private final Connection connection;
    private final PreparedStatement get;
    private final PreparedStatement scan;
    private int next;

    /** Opens a file in a folder of its own. */
    public PlainSqlite() {
        try {
            folder = Files.createTempDirectory("homeport-jmh");
            connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("plain.db"));
            run("pragma journal_mode = wal");
            run("create table c (id text primary key not null, version integer, body text)");
            get = connection.prepareStatement("select version, body from c where id = ?");
            scan =
                    connection.prepareStatement(
                            "select id, version, body from c where id > ? order by id limit ?");
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("nothing to measure", e);
        }
    }

    private void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Fills the table. */
    @Setup
    public void fill() throws SQLException {
        run("begin");
        try (var insert = connection.prepareStatement("insert into c values (?, 1, ?)")) {
            for (int i = 0; i < DOCUMENT_COUNT; i++) {
                insert.setString(1, "p" + i);
                insert.setString(2, StoreWork.body(i));
                insert.executeUpdate();
            }
        }
        run("commit");
    }

    private String id() {
        next = (next + 7919) % DOCUMENT_COUNT;
        return "p" + next;
    }

    /** One document by its id. */
    @Benchmark
    public Document get() throws SQLException {
        String id = id();
        get.setString(1, id);
        try (ResultSet row = get.executeQuery()) {
            row.next();
            return new Document(id, row.getLong(1), row.getString(2));
        }
    }

    /** Twenty documents in the order of their ids. */
    @Benchmark
    public List<Document> scan() throws SQLException {
        scan.setString(1, id());
        scan.setInt(2, SCANNED);
        var documents = new ArrayList<Document>(SCANNED);
        try (ResultSet rows = scan.executeQuery()) {
            while (rows.next()) {
                documents.add(new Document(rows.getString(1), rows.getLong(2), rows.getString(3)));
            }
        }
        return documents;
    }

    /** Closes the file and removes its folder. */
    @TearDown
    public void close() throws IOException, SQLException {
        connection.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }
}
