/** Asks one question and tells whether and how it was answered. */
@NullMarked
package dev.homeport.benchmarks.probe;

import org.jspecify.annotations.NullMarked;
