/** Tests of transaction signatures. */
@NullMarked
package dev.homeport.dns.tsig;

import org.jspecify.annotations.NullMarked;
