/**
 * The files of a data directory: who may open them, whether they are whole, and what the disk's and
 * the engine's complaints mean.
 */
@NullMarked
package dev.homeport.storage.file;

import org.jspecify.annotations.NullMarked;
