package dev.homeport;

import dev.homeport.ca.CertificateProblem;
import dev.homeport.ca.Issued;
import dev.homeport.ca.LocalAuthority;
import dev.homeport.ca.PemFiles;
import dev.homeport.config.Config;
import dev.homeport.config.Site;
import dev.homeport.config.Site.Identity;
import dev.homeport.http.tls.CertificateException;
import dev.homeport.http.tls.Certificates;

import java.lang.System.Logger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Gathers the certificates of all sites: the operator's own from files, the others issued here. */
final class CertificateSource {
    private static final Logger LOG = System.getLogger(CertificateSource.class.getName());

    private final Config config;
    private final Surroundings surroundings;

    CertificateSource(Config config, Surroundings surroundings) {
        this.config = config;
        this.surroundings = surroundings;
    }

    /**
     * What was gathered.
     *
     * @param certificates ready for handshakes
     * @param keyDigests by host the SHA-256 of its certificate's public key, in hexadecimal
     */
    record Gathered(Certificates certificates, Map<String, String> keyDigests) {
        Gathered {
            keyDigests = Map.copyOf(keyDigests);
        }
    }

    /** Gathers all certificates; an authority is made where there is none yet. */
    Gathered gather() throws CertificateProblem, CertificateException {
        List<Certificates.Entry> entries = new ArrayList<>();
        Map<String, String> digests = new HashMap<>();
        Set<String> local = localHosts();
        if (!local.isEmpty()) add(entries, digests, List.copyOf(local), issued(local));
        for (Site site : config.sites()) {
            if (site.identity() instanceof Identity.Files(var certificate, var key)) {
                add(entries, digests, site.hosts(), PemFiles.read(certificate, key));
            }
        }
        return new Gathered(Certificates.of(entries), digests);
    }

    private static void add(
            List<Certificates.Entry> entries,
            Map<String, String> digests,
            List<String> hosts,
            Issued issued) {
        entries.add(new Certificates.Entry(hosts, issued.certificatePem(), issued.keyPem()));
        String digest = issued.keyDigest();
        for (String host : hosts) digests.put(host, digest);
    }

    /** Reads the operator's own files and says what is wrong with them; nothing is made. */
    void check(Findings findings) {
        for (Site site : config.sites()) {
            if (site.identity() instanceof Identity.Files(var certificate, var key)) {
                try {
                    PemFiles.read(certificate, key);
                } catch (CertificateProblem e) {
                    findings.error(String.valueOf(e.getMessage()));
                }
            }
        }
    }

    /** Where no site is, whoever encrypts DNS alone shows who it is by the name of this machine. */
    private Set<String> localHosts() {
        if (config.sites().isEmpty()) return Set.of("localhost");
        Set<String> hosts = new TreeSet<>();
        for (Site site : config.sites()) {
            if (site.identity() instanceof Identity.LocalAuthority) hosts.addAll(site.hosts());
        }
        return hosts;
    }

    private Issued issued(Set<String> hosts) throws CertificateProblem {
        LocalAuthority authority =
                LocalAuthority.openOrCreate(
                        config.tls().directory(),
                        hosts,
                        surroundings.clock(),
                        surroundings.random());
        tell(authority);
        return authority.issue(hosts);
    }

    private static void tell(LocalAuthority authority) {
        // Nearly always; the switch below takes its time at its first use.
        if (authority.opening() instanceof LocalAuthority.Opening.Reused) return;
        switch (authority.opening()) {
            case LocalAuthority.Opening.Reused() -> {}
            case LocalAuthority.Opening.Created() ->
                    LOG.log(
                            Logger.Level.INFO,
                            "event=authority_created file={0}",
                            authority.certificateFile());
            case LocalAuthority.Opening.Replaced(String reason, var retired) ->
                    LOG.log(
                            Logger.Level.WARNING,
                            "event=authority_replaced file={0} reason=\"{1}\" old={2} clients must"
                                    + " trust the new one",
                            authority.certificateFile(),
                            reason,
                            retired);
        }
    }
}
