/** Whole messages as values, for what is not on the path of a query (RFC 1035 4). */
@NullMarked
package dev.homeport.dns.message;

import org.jspecify.annotations.NullMarked;
