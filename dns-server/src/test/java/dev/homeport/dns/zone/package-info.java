/** Zone data and how it is looked up. */
@NullMarked
package dev.homeport.dns.zone;

import org.jspecify.annotations.NullMarked;
