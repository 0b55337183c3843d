/** The running server as its users see it. */
@NullMarked
package dev.homeport.dns;

import org.jspecify.annotations.NullMarked;
