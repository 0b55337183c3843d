package dev.homeport;

import dev.homeport.http.Handler;
import dev.homeport.http.files.LiveSite;

import java.util.List;

/**
 * All that one reload replaces, built from one reading of the files; published as a whole.
 *
 * @param content what was read
 * @param front answers every web request
 * @param sites the folders that are served
 * @param certificates the certificates for handshakes and what can be told of them
 */
record Generation(
        Content content,
        Handler front,
        List<LiveSite> sites,
        CertificateSource.Gathered certificates) {
    Generation {
        sites = List.copyOf(sites);
    }

    /** The same with other certificates. */
    Generation with(CertificateSource.Gathered renewed) {
        return new Generation(content, front, sites, renewed);
    }
}
