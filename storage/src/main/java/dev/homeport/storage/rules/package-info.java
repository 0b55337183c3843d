/**
 * What every engine checks in the same way before it stores or reads: ids, bodies, indexed values,
 * scans, and that a view is not used outside its work.
 */
@NullMarked
package dev.homeport.storage.rules;

import org.jspecify.annotations.NullMarked;
