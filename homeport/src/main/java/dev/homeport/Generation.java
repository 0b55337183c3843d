package dev.homeport;

import dev.homeport.http.Handler;
import dev.homeport.http.files.LiveSite;
import dev.homeport.http.tls.Certificates;

import java.util.List;

/**
 * All that one reload replaces, built from one reading of the files; published as a whole.
 *
 * @param content what was read
 * @param front answers every web request
 * @param sites the folders that are served
 * @param certificates the certificates for handshakes
 */
record Generation(Content content, Handler front, List<LiveSite> sites, Certificates certificates) {
    Generation {
        sites = List.copyOf(sites);
    }
}
