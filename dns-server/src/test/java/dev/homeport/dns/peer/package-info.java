/** Tests of who asks. */
@NullMarked
package dev.homeport.dns.peer;

import org.jspecify.annotations.NullMarked;
