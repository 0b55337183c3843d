/** Starts processes on a chosen core and reads what they cost from {@code /proc}. */
@NullMarked
package dev.homeport.benchmarks.process;

import org.jspecify.annotations.NullMarked;
