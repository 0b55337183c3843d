package dev.homeport.config;

import java.nio.file.Path;

/**
 * {@code [tls]}: where certificates come from.
 *
 * @param mode what serves a site that names no files of its own
 * @param directory the folder of the local authority and of what it issued, absolute
 */
public record TlsSettings(Mode mode, Path directory) {

    /** Where the certificate of a site comes from when the site names none. */
    public enum Mode {
        /** {@code "local-ca"}: an authority of our own, made at first start. */
        LOCAL_CA,
        /** {@code "files"}: each site names its {@code certificate} and {@code key}. */
        FILES
    }
}
