/** The authoritative DNS server: start it, give it zones, listen to what it did. */
@NullMarked
package dev.homeport.dns;

import org.jspecify.annotations.NullMarked;
