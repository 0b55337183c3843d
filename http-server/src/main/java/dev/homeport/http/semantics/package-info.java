/**
 * The rules of HTTP as pure functions: what a request means and which answer it deserves.
 *
 * <p>Everything here is total and bounded: for any input it gives a value or a named refusal.
 */
@NullMarked
package dev.homeport.http.semantics;

import org.jspecify.annotations.NullMarked;
