/** Bytes to queries and answers to bytes. */
@NullMarked
package dev.homeport.dns.wire;

import org.jspecify.annotations.NullMarked;
