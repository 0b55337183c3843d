package dev.homeport.config;

import java.nio.file.Path;

/**
 * {@code [tls]}: where certificates come from.
 *
 * @param mode what serves a site that names no files of its own
 * @param directory the folder of the local authority and of what it issued, absolute
 * @param issuer the domain of the authority that issues the sites' certificates, as CAA records
 *     name it (RFC 8659 4.2); empty when no public one does
 */
public record TlsSettings(Mode mode, Path directory, String issuer) {

    /** Where the certificate of a site comes from when the site names none. */
    public enum Mode {
        /** {@code "local-ca"}: an authority of our own, made at first start. */
        LOCAL_CA,
        /** {@code "files"}: each site names its {@code certificate} and {@code key}. */
        FILES
    }
}
