/**
 * What {@code homeport.toml} says, as immutable records with every default filled in.
 *
 * <p>{@link dev.homeport.config.Config#load} reports all mistakes of a file in one run, each with
 * its place and its remedy.
 */
@NullMarked
package dev.homeport.config;

import org.jspecify.annotations.NullMarked;
