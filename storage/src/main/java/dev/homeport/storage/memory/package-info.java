/** The store in memory: a full one that forgets everything, for tests. */
@NullMarked
package dev.homeport.storage.memory;

import org.jspecify.annotations.NullMarked;
