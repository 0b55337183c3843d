package dev.homeport.dns.zone;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/**
 * A zone cut: where authority is handed to other servers (RFC 1034 4.2.1). Immutable.
 *
 * @param servers the NS records at the cut
 * @param delegationSigner the DS records at the cut, if any
 * @param inDomainGlue addresses of servers at or below the cut, without which nobody gets there; an
 *     answer that cannot hold them is truncated (RFC 9471 3.1)
 * @param siblingGlue addresses of servers elsewhere in the zone, sent when there is room
 */
public record Cut(
        Rrset servers,
        @Nullable Rrset delegationSigner,
        List<Rrset> inDomainGlue,
        List<Rrset> siblingGlue) {
    public Cut {
        inDomainGlue = List.copyOf(inDomainGlue);
        siblingGlue = List.copyOf(siblingGlue);
    }

    /** The name that is delegated. */
    public DomainName owner() {
        return servers.owner();
    }

    /** The DS records, if the child is signed. */
    public Optional<Rrset> findDelegationSigner() {
        return Optional.ofNullable(delegationSigner);
    }
}
