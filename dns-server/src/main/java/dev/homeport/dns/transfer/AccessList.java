package dev.homeport.dns.transfer;

import java.net.InetAddress;
import java.util.List;

/**
 * Who may do something: whoever one of the rules lets in. Immutable.
 *
 * @param rules any of which suffices; none lets nobody in
 */
public record AccessList(List<AccessRule> rules) {
    /** Nobody. */
    public static final AccessList NOBODY = new AccessList(List.of());

    /** Programs of this machine: what holds where nothing is configured. */
    public static final AccessList LOOPBACK =
            new AccessList(
                    List.of(
                            new AccessRule.From(new Prefix(InetAddress.ofLiteral("127.0.0.0"), 8)),
                            new AccessRule.From(Prefix.of(InetAddress.ofLiteral("::1")))));

    public AccessList {
        rules = List.copyOf(rules);
    }

    /** Whether the peer may. */
    public boolean allows(Peer peer) {
        for (AccessRule rule : rules) if (rule.allows(peer)) return true;
        return false;
    }
}
