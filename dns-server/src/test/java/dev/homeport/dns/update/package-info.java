/** Tests of dev.homeport.dns.update. */
@NullMarked
package dev.homeport.dns.update;

import org.jspecify.annotations.NullMarked;
