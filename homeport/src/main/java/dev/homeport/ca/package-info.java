/**
 * A certificate authority of our own, for the hosts of one configuration and for nothing else.
 *
 * <p>Its name constraints (RFC 5280 4.2.1.10) keep it harmless: whoever trusts it, trusts it for
 * the configured domains and for loopback, even if its key is stolen.
 */
@NullMarked
package dev.homeport.ca;

import org.jspecify.annotations.NullMarked;
