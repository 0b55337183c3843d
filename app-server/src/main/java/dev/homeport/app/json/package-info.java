/** JSON as immutable values: a strict, bounded reader for strangers' text, and a writer. */
@NullMarked
package dev.homeport.app.json;

import org.jspecify.annotations.NullMarked;
