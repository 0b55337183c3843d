/** The edges: UDP and TCP over Netty. */
@NullMarked
package dev.homeport.dns.netty;

import org.jspecify.annotations.NullMarked;
