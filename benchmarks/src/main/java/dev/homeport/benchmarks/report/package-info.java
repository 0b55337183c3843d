/** Samples, their medians and ratios, and how they are written down. */
@NullMarked
package dev.homeport.benchmarks.report;

import org.jspecify.annotations.NullMarked;
