/** Transaction signatures: who sent a message, and that nobody changed it (RFC 8945). */
@NullMarked
package dev.homeport.dns.tsig;

import org.jspecify.annotations.NullMarked;
