/** Bytes of strangers, and replies byte by byte. */
@NullMarked
package dev.homeport.dns.wire;

import org.jspecify.annotations.NullMarked;
