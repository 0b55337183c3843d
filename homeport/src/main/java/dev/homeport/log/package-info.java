/**
 * The access log and the query log: written by a thread of their own, so that no event loop waits
 * for a disk.
 */
@NullMarked
package dev.homeport.log;

import org.jspecify.annotations.NullMarked;
