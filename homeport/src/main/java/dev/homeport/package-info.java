/** Composition: configuration, wiring, lifecycle and the command line. */
@NullMarked
package dev.homeport;

import org.jspecify.annotations.NullMarked;
