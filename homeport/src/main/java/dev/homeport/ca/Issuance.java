package dev.homeport.ca;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Issues certificates of one authority and keeps them on disk until they are to be renewed. */
final class Issuance {
    static final Duration LIFETIME = Duration.ofDays(90);
    static final Duration REMAINING_MIN = Duration.ofDays(30);
    private static final int NAME_TYPE_DNS = 2;
    private static final int NAME_LENGTH_MAX = 200;
    private static final Pattern HOST = Pattern.compile("(\\*\\.)?[a-z0-9-]+(\\.[a-z0-9-]+)*");

    private final AuthorityFiles.Authority authority;
    private final Path folder;
    private final InstantSource clock;
    private final Supplier<Mint> mint;
    private final Checked checked;

    Issuance(
            AuthorityFiles.Authority authority,
            Path folder,
            InstantSource clock,
            Supplier<Mint> mint,
            Checked checked) {
        this.authority = authority;
        this.folder = folder;
        this.clock = clock;
        this.mint = mint;
        this.checked = checked;
    }

    /** One at a time: the lock guards the files. */
    synchronized Issued issue(List<String> hosts) throws CertificateProblem {
        requirePermitted(hosts);
        Path file = file(hosts.getFirst());
        Instant now = clock.instant();
        Optional<Issued> kept = findKept(file).filter(issued -> isGood(issued, hosts, now));
        if (kept.isPresent()) return kept.get();
        Issued issued = make(hosts, now);
        keep(file, issued);
        return issued;
    }

    private void requirePermitted(List<String> hosts) {
        if (hosts.isEmpty()) throw new IllegalArgumentException("a certificate needs a host");
        for (String host : hosts) {
            if (!HOST.matcher(host).matches()) throw new IllegalArgumentException("host " + host);
        }
        Set<String> outside = PermittedHosts.outside(authority.certificate(), hosts);
        if (!outside.isEmpty()) {
            throw new IllegalArgumentException("the authority may not vouch for " + outside);
        }
    }

    private Issued make(List<String> hosts, Instant now) {
        Mint current = mint.get();
        KeyPair keys = current.keys();
        X509Certificate above = authority.certificate();
        var validity = Mint.Validity.from(now, LIFETIME).endingBy(above.getNotAfter().toInstant());
        X509Certificate certificate =
                current.server(above, authority.key(), keys.getPublic(), hosts, validity);
        return new Issued(List.of(certificate), keys.getPrivate());
    }

    private void keep(Path file, Issued issued) throws CertificateProblem {
        try {
            PrivateFiles.createFolder(folder);
            PrivateFiles.write(file, issued.certificatePem() + issued.keyPem());
        } catch (IOException e) {
            throw new CertificateProblem(
                    "cannot keep the certificate " + file + " (" + e + ")",
                    "make room, and give the user of this process the right to write there",
                    e);
        }
    }

    /** What is kept can be made anew, so that whatever is wrong with it is no problem. */
    private Optional<Issued> findKept(Path file) {
        if (Files.notExists(file)) return Optional.empty();
        try {
            if (!PrivateFiles.rightsOfOthers(file).isEmpty()) return Optional.empty();
            return Optional.of(PemFiles.read(file, file, checked));
        } catch (CertificateProblem | IOException e) {
            return Optional.empty();
        }
    }

    private boolean isGood(Issued issued, List<String> hosts, Instant now) {
        X509Certificate leaf = issued.leaf();
        return !now.isBefore(leaf.getNotBefore().toInstant())
                && !now.plus(REMAINING_MIN).isAfter(issued.notAfter())
                && names(leaf).equals(new TreeSet<>(hosts))
                && isOurs(leaf);
    }

    private boolean isOurs(X509Certificate leaf) {
        PublicKey above = authority.certificate().getPublicKey();
        try {
            return checked.holds(
                    () -> isSigned(leaf, above), leaf.getEncoded(), above.getEncoded());
        } catch (CertificateEncodingException e) {
            return false;
        }
    }

    private static boolean isSigned(X509Certificate leaf, PublicKey above) {
        try {
            leaf.verify(above);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static Set<String> names(X509Certificate leaf) {
        var names = new TreeSet<String>();
        try {
            Collection<List<?>> alternatives = leaf.getSubjectAlternativeNames();
            for (List<?> name : alternatives == null ? new ArrayList<List<?>>() : alternatives) {
                if (name.get(0).equals(NAME_TYPE_DNS)) names.add(String.valueOf(name.get(1)));
            }
        } catch (CertificateParsingException e) {
            return Set.of();
        }
        return names;
    }

    /** A star is no letter for the name of a file, and such a name ends at 255 letters. */
    private Path file(String host) {
        String name = host.replace("*", "_");
        if (name.length() > NAME_LENGTH_MAX) {
            name = name.substring(0, NAME_LENGTH_MAX) + "-" + Integer.toHexString(name.hashCode());
        }
        return folder.resolve(name + ".pem");
    }
}
