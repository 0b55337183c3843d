package dev.homeport.ca;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Remembers across starts which files belong together. Elliptic curves are slow in a process that
 * has just begun, as they run in the interpreter there, and the answer for the same bytes is always
 * the same. Thread-safe. Losing the file costs time and nothing else.
 */
final class Checked {
    /** What was checked longest ago is forgotten first. */
    private static final int REMEMBERED_MAX = 64;

    private final Optional<Path> file;
    private final Deque<String> known = new ArrayDeque<>();

    private Checked(Optional<Path> file) {
        this.file = file;
    }

    /** Remembers nothing. */
    static Checked anew() {
        return new Checked(Optional.empty());
    }

    /** Remembers in a file, which need not be there. */
    static Checked in(Path file) {
        Checked checked = new Checked(Optional.of(file));
        try {
            if (Files.exists(file)) checked.known.addAll(Files.readAllLines(file));
        } catch (IOException e) {
            // What is not remembered is checked again.
            checked.known.clear();
        }
        return checked;
    }

    /**
     * Whether a check holds for these bytes, now or once before.
     *
     * @param check a pure function of {@code parts}
     * @param parts all that the check looks at
     */
    synchronized boolean holds(BooleanSupplier check, byte[]... parts) {
        String fingerprint = fingerprint(parts);
        if (known.contains(fingerprint)) return true;
        if (!check.getAsBoolean()) return false;
        known.addLast(fingerprint);
        while (known.size() > REMEMBERED_MAX) known.removeFirst();
        file.ifPresent(this::keep);
        return true;
    }

    private void keep(Path target) {
        List<String> lines = new ArrayList<>(known);
        try {
            PrivateFiles.write(target, String.join("\n", lines) + "\n");
        } catch (IOException e) {
            // The next start checks again; the disk's trouble shows where it matters.
            System.getLogger(Checked.class.getName())
                    .log(System.Logger.Level.DEBUG, "cannot keep " + target, e);
        }
    }

    private static String fingerprint(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                // The length keeps two parts from passing for two others.
                digest.update((part.length + ":").getBytes(StandardCharsets.US_ASCII));
                digest.update(part);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
