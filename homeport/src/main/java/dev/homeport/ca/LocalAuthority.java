package dev.homeport.ca;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The certificate authority of one data directory. It is made at first start, and again when it can
 * no longer vouch for what is configured; all that is issued is kept beside it.
 *
 * <pre>
 * ca.pem            its certificate, for clients to trust
 * ca.key            its private key, mode 0600
 * issued/NAME.pem   certificate and key of a server, mode 0600
 * retired/SERIAL/   authorities that were replaced
 * </pre>
 *
 * <p>Safe for use by several threads of one process; nothing needs to be closed.
 */
public final class LocalAuthority {
    static final Duration LIFETIME = Duration.ofDays(3650);

    private final Path directory;
    private final AuthorityFiles.Authority authority;
    private final Issuance issuance;

    private LocalAuthority(
            Path directory,
            AuthorityFiles.Authority authority,
            InstantSource clock,
            Supplier<Mint> mint,
            Checked checked) {
        this.directory = directory;
        this.authority = authority;
        issuance = new Issuance(authority, directory.resolve("issued"), clock, mint, checked);
    }

    /** How an authority came to be there. */
    public sealed interface Opening {
        /** It was there. */
        record Reused() implements Opening {}

        /** It was made; clients that are to trust it have to be told. */
        record Created() implements Opening {}

        /**
         * It was made in place of another; clients that trusted that one have to be told.
         *
         * @param reason why the other one did not do
         * @param retired the folder where the other one now is
         */
        record Replaced(String reason, Path retired) implements Opening {}
    }

    /** Where the certificate of a directory's authority is, whether it is there yet or not. */
    public static Path certificateFile(Path directory) {
        return directory.resolve("ca.pem");
    }

    /**
     * Opens the authority of a directory, or makes one.
     *
     * @param directory made with mode 0700 when it is missing
     * @param domains the hosts it has to vouch for, lower-case; it may vouch for all below them too
     * @param clock read now and at each {@link #issue}
     * @throws CertificateProblem when the files are damaged, incomplete or readable by others, or
     *     the disk refuses
     */
    public static LocalAuthority openOrCreate(
            Path directory, Set<String> domains, InstantSource clock, SecureRandom random)
            throws CertificateProblem {
        // Most starts make nothing new, and then BouncyCastle need not come up at all.
        Supplier<Mint> mint = () -> new BouncyMint(random);
        try {
            Checked checked = Checked.in(directory.resolve("checked"));
            var files = new AuthorityFiles(directory, mint, checked);
            var authority = files.open(domains, clock.instant());
            return new LocalAuthority(directory, authority, clock, mint, checked);
        } catch (IOException e) {
            throw new CertificateProblem(
                    "cannot keep the certificate authority in " + directory + " (" + e + ")",
                    "make room, and give the user of this process the right to write there",
                    e);
        }
    }

    /**
     * A certificate for these hosts and for {@code 127.0.0.1} and {@code ::1}: the one of before
     * while it has 30 days left, or else a new one for 90 days.
     *
     * @param hosts lower-case names, also {@code *.name}; the first one is its subject
     * @throws IllegalArgumentException when there is none, or one is outside the domains of the
     *     authority
     * @throws CertificateProblem when the disk refuses
     */
    public Issued issue(Collection<String> hosts) throws CertificateProblem {
        return issuance.issue(List.copyOf(hosts));
    }

    /** The certificate that clients have to trust. */
    public X509Certificate certificate() {
        return authority.certificate();
    }

    /** The file of {@link #certificate}, PEM. */
    public Path certificateFile() {
        return certificateFile(directory);
    }

    /** How it came to be there, for whoever starts the process to read. */
    public Opening opening() {
        return authority.opening();
    }
}
