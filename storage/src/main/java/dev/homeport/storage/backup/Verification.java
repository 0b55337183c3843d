package dev.homeport.storage.backup;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a check of a store's file found.
 *
 * @param file the file
 * @param bytes its size
 * @param format its format number, 0 when it could not be read
 * @param sequence the sequence of its latest change
 * @param documents how many documents each collection holds, in the order of the names
 * @param findings what is wrong with it; empty when all is well
 */
public record Verification(
        Path file,
        long bytes,
        int format,
        long sequence,
        Map<String, Long> documents,
        List<String> findings) {

    public Verification {
        documents = java.util.Collections.unmodifiableMap(new TreeMap<>(documents));
        findings = List.copyOf(findings);
    }

    /** Whether nothing is wrong. */
    public boolean isSound() {
        return findings.isEmpty();
    }

    /** The same findings on a file that has been given another name. */
    Verification named(Path name) {
        return new Verification(name, bytes, format, sequence, documents, findings);
    }
}
