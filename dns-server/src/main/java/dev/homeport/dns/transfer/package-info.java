/** Zones on their way to other servers: access, AXFR, IXFR and NOTIFY (RFC 5936, 1995, 1996). */
@NullMarked
package dev.homeport.dns.transfer;

import org.jspecify.annotations.NullMarked;
