package dev.homeport.storage.backup;

import dev.homeport.storage.StoreProblem;
import dev.homeport.storage.file.Problems;
import dev.homeport.storage.file.StoreFile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Checks one file from end to end, on one snapshot of it. */
final class Check {
    private final Path file;
    private final Connection connection;
    private final List<String> findings = new ArrayList<>();

    private Check(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    static Verification of(Path file) throws StoreProblem {
        if (!Files.isRegularFile(file)) {
            throw new StoreProblem.Unavailable(
                    file + " is not there: name a backup or a data directory");
        }
        try (Connection connection = StoreFile.openReadOnly(file)) {
            return new Check(file, connection).run();
        } catch (SQLException e) {
            StoreProblem problem = Problems.of(file, e);
            if (!(problem instanceof StoreProblem.Damaged)) throw problem;
            String finding = "cannot be read: " + e.getMessage();
            return new Verification(file, size(file), 0, 0, Map.of(), List.of(finding));
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }

    private Verification run() throws SQLException, StoreProblem {
        connection.setAutoCommit(false);
        int applicationId = (int) number("pragma application_id");
        int format = (int) number("pragma user_version");
        StoreFile.requireOurs(file, applicationId, format);
        findings.addAll(StoreFile.findings(connection, "integrity_check"));
        if (applicationId != StoreFile.APPLICATION_ID) {
            findings.add("it is not marked as a store of this program");
            return new Verification(file, size(file), format, 0, Map.of(), findings);
        }
        long sequence = number("select max(sequence) from homeport_change");
        Map<String, Long> documents = documents();
        return new Verification(file, size(file), format, sequence, documents, findings);
    }

    private Map<String, Long> documents() throws SQLException {
        var documents = new TreeMap<String, Long>();
        try (var statement = connection.createStatement();
                var rows =
                        statement.executeQuery("select name, documents from homeport_collection")) {
            while (rows.next()) documents.put(rows.getString(1), rows.getLong(2));
        }
        for (var entry : documents.entrySet()) {
            // Names of collections are letters, digits and underscores only.
            if (!entry.getKey().matches("[a-z][a-z0-9_]*")) {
                findings.add("collection with an impossible name: " + entry.getKey());
                continue;
            }
            long counted = number("select count(*) from c_" + entry.getKey());
            if (counted == entry.getValue()) continue;
            findings.add(
                    "collection %s has %d documents where %d are noted"
                            .formatted(entry.getKey(), counted, entry.getValue()));
        }
        return documents;
    }

    private long number(String sql) throws SQLException {
        return StoreFile.number(connection, sql);
    }
}
