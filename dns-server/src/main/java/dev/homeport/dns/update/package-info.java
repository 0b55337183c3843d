/** Changes of a zone by message (RFC 2136), kept on disk before they are acknowledged. */
@NullMarked
package dev.homeport.dns.update;

import org.jspecify.annotations.NullMarked;
