/** Who asks: addresses, prefixes, cookies that prove an address, and rates of replies to it. */
@NullMarked
package dev.homeport.dns.peer;

import org.jspecify.annotations.NullMarked;
