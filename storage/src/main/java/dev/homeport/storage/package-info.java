/**
 * Collections of JSON documents behind transactions: what an application keeps its data in.
 *
 * <p>The interface promises only what an embedded file and a replicated server can both hold, so
 * that an application moves from one to the other unchanged.
 */
@NullMarked
package dev.homeport.storage;

import org.jspecify.annotations.NullMarked;
