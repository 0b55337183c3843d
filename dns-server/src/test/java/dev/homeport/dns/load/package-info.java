/** Zone text and what is wrong with it. */
@NullMarked
package dev.homeport.dns.load;

import org.jspecify.annotations.NullMarked;
