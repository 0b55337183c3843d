/** Copies of a store: made while it serves, checked, and brought back. */
@NullMarked
package dev.homeport.storage.backup;

import org.jspecify.annotations.NullMarked;
