/** Placeholder. */
@NullMarked
package dev.homeport.dns;

import org.jspecify.annotations.NullMarked;
