/** Zone text to zone snapshot, with every problem found on the way. */
@NullMarked
package dev.homeport.dns.load;

import org.jspecify.annotations.NullMarked;
