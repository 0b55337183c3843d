/** Tests of dev.homeport.dns.transfer. */
@NullMarked
package dev.homeport.dns.transfer;

import org.jspecify.annotations.NullMarked;
