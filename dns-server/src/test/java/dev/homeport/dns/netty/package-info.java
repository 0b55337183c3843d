/** Tests of the edges. */
@NullMarked
package dev.homeport.dns.netty;

import org.jspecify.annotations.NullMarked;
