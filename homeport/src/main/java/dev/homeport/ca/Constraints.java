package dev.homeport.ca;

import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an authority may vouch for (RFC 5280 4.2.1.10): some domains with all below them, {@code
 * localhost} and the loopback addresses.
 *
 * @param domains lower-case names, none of them below another
 */
record Constraints(Set<String> domains) {
    private static final String LOCALHOST = "localhost";
    private static final byte[] IPV4_LOOPBACK = {127, 0, 0, 0, (byte) 255, 0, 0, 0};
    private static final byte[] IPV6_LOOPBACK = ipv6Loopback();

    Constraints {
        domains = Set.copyOf(domains);
    }

    /**
     * The narrowest that permit these hosts; a wildcard counts as the domain below which it stands.
     */
    static Constraints of(Collection<String> hosts) {
        var domains = new TreeSet<String>();
        for (String host : hosts) domains.add(host.startsWith("*.") ? host.substring(2) : host);
        domains.add(LOCALHOST);
        var roots = new TreeSet<String>(domains);
        roots.removeIf(name -> domains.stream().anyMatch(other -> isBelow(name, other)));
        return new Constraints(roots);
    }

    NameConstraints extension() {
        List<GeneralSubtree> permitted = new ArrayList<>();
        for (String domain : new TreeSet<>(domains)) {
            permitted.add(new GeneralSubtree(new GeneralName(GeneralName.dNSName, domain)));
        }
        for (byte[] network : List.of(IPV4_LOOPBACK, IPV6_LOOPBACK)) {
            var name = new GeneralName(GeneralName.iPAddress, new DEROctetString(network));
            permitted.add(new GeneralSubtree(name));
        }
        return new NameConstraints(permitted.toArray(GeneralSubtree[]::new), null);
    }

    private static boolean isBelow(String name, String domain) {
        return name.endsWith("." + domain);
    }

    /** {@code ::1/128}: address and mask, 16 bytes each. */
    private static byte[] ipv6Loopback() {
        byte[] network = new byte[32];
        network[15] = 1;
        java.util.Arrays.fill(network, 16, 32, (byte) 255);
        return network;
    }
}
