package dev.homeport.ca;

import dev.homeport.ca.LocalAuthority.Opening;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.Supplier;

/** The authority on disk: reads it, makes it, or sets it aside for a new one. */
final class AuthorityFiles {
    /** Below this an authority is replaced, so that what it issues always has its full lifetime. */
    private static final Duration REMAINING_MIN = Issuance.LIFETIME;

    private final Path directory;
    private final Path certificateFile;
    private final Path keyFile;
    private final Supplier<Mint> mint;
    private final Checked checked;

    AuthorityFiles(Path directory, Supplier<Mint> mint, Checked checked) {
        this.directory = directory;
        this.mint = mint;
        this.checked = checked;
        certificateFile = LocalAuthority.certificateFile(directory);
        keyFile = directory.resolve("ca.key");
    }

    /** A certificate, its key, and how they came to be there. */
    record Authority(X509Certificate certificate, PrivateKey key, Opening opening) {}

    Authority open(Set<String> hosts, Instant now) throws CertificateProblem, IOException {
        PrivateFiles.createFolder(directory);
        if (Files.notExists(keyFile)) {
            requireNoCertificate();
            return create(mint.get().keys(), hosts, now, new Opening.Created());
        }
        requirePrivate(
                directory,
                "700",
                PosixFilePermission.GROUP_WRITE,
                PosixFilePermission.OTHERS_WRITE);
        requirePrivate(keyFile, "600", PosixFilePermission.values());
        PrivateKey key = PemFiles.key(keyFile, restoreOrRemove());
        // The certificate is written after the key, so a key alone is a start that was cut off.
        if (Files.notExists(certificateFile)) {
            setAside("unfinished");
            return create(mint.get().keys(), hosts, now, new Opening.Created());
        }
        return reuse(key, hosts, now);
    }

    private Authority reuse(PrivateKey key, Set<String> hosts, Instant now)
            throws CertificateProblem, IOException {
        X509Certificate certificate =
                PemFiles.certificates(certificateFile, restoreOrRemove()).getFirst();
        PemFiles.requirePair(certificateFile, certificate, keyFile, key, checked);
        if (now.isBefore(certificate.getNotBefore().toInstant())) {
            throw new CertificateProblem(
                    "the authority "
                            + certificateFile
                            + " is valid from "
                            + certificate.getNotBefore().toInstant()
                            + ", but the clock says "
                            + now,
                    "set the clock of this machine");
        }
        Optional<String> shortcoming = findShortcoming(certificate, hosts, now);
        if (shortcoming.isEmpty()) return new Authority(certificate, key, new Opening.Reused());
        Path retired = setAside(certificate.getSerialNumber().toString(16));
        return create(
                mint.get().keys(), hosts, now, new Opening.Replaced(shortcoming.get(), retired));
    }

    /** Why an authority cannot go on, if so. */
    private static Optional<String> findShortcoming(
            X509Certificate certificate, Set<String> hosts, Instant now) {
        SequencedSet<String> outside = PermittedHosts.outside(certificate, hosts);
        if (!outside.isEmpty()) {
            return Optional.of("it may not vouch for " + String.join(", ", outside));
        }
        Instant end = certificate.getNotAfter().toInstant();
        if (now.plus(REMAINING_MIN).isAfter(end)) return Optional.of("it ends at " + end);
        return Optional.empty();
    }

    private Authority create(KeyPair keys, Set<String> hosts, Instant now, Opening opening)
            throws IOException {
        var validity = Mint.Validity.from(now, LocalAuthority.LIFETIME);
        X509Certificate certificate = mint.get().authority(keys, Constraints.of(hosts), validity);
        PrivateFiles.write(keyFile, Pem.encode(keys.getPrivate()));
        PrivateFiles.write(certificateFile, Pem.encode(certificate));
        return new Authority(certificate, keys.getPrivate(), opening);
    }

    /** Moves both files, the certificate first, so that a cut leaves a key alone. */
    private Path setAside(String name) throws IOException {
        Path retired = directory.resolve("retired");
        PrivateFiles.createFolder(retired);
        Path folder = free(retired, name);
        PrivateFiles.createFolder(folder);
        if (Files.exists(certificateFile)) PrivateFiles.move(certificateFile, folder);
        PrivateFiles.move(keyFile, folder);
        return folder;
    }

    private static Path free(Path folder, String name) {
        Path path = folder.resolve(name);
        for (int count = 2; Files.exists(path); count++) path = folder.resolve(name + "-" + count);
        return path;
    }

    private void requireNoCertificate() throws CertificateProblem {
        if (Files.notExists(certificateFile)) return;
        throw new CertificateProblem(
                "the key " + keyFile + " of the authority " + certificateFile + " is missing",
                restoreOrRemove());
    }

    private static void requirePrivate(Path path, String mode, PosixFilePermission... forbidden)
            throws CertificateProblem, IOException {
        Set<PosixFilePermission> rights = PrivateFiles.rightsOfOthers(path);
        rights.retainAll(Set.of(forbidden));
        if (rights.isEmpty()) return;
        String shown = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        throw new CertificateProblem(
                path + " is open to other users of this machine (" + shown + ")",
                "run: chmod " + mode + " " + path);
    }

    private String restoreOrRemove() {
        return "restore "
                + directory
                + " from a backup, or remove "
                + certificateFile
                + " and "
                + keyFile
                + " to have a new authority made";
    }
}
