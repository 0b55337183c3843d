/** Placeholder. */
@NullMarked
package dev.homeport.app;

import org.jspecify.annotations.NullMarked;
