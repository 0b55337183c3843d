package dev.homeport.ca;

import java.io.IOException;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.SequencedSet;
import java.util.TreeSet;

/**
 * Which hosts an authority may vouch for, by its name constraints (RFC 5280 4.2.1.10), as the JDK
 * reads them: every start asks this, and loading BouncyCastle is slow.
 */
final class PermittedHosts {
    private static final String NAME_CONSTRAINTS = "2.5.29.30";
    private static final int NAME_TYPE_DNS = 2;

    private PermittedHosts() {}

    /**
     * Those of the hosts that lie outside, in alphabetical order; all of them when the authority
     * has no constraints at all. A wildcard counts as the domain below which it stands.
     */
    static SequencedSet<String> outside(X509Certificate authority, Collection<String> hosts) {
        boolean bounded = authority.getExtensionValue(NAME_CONSTRAINTS) != null;
        var outside = new TreeSet<String>();
        for (String host : hosts) {
            String name = host.startsWith("*.") ? host.substring(2) : host;
            if (!bounded || !permits(authority, name)) outside.add(host);
        }
        return outside;
    }

    private static boolean permits(X509Certificate authority, String name) {
        X509CertSelector selector = new X509CertSelector();
        try {
            selector.addPathToName(NAME_TYPE_DNS, name);
        } catch (IOException e) {
            // Not a name a certificate can carry.
            return false;
        }
        return selector.match(authority);
    }
}
