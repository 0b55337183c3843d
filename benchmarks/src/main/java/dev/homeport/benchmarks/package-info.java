/** Measures Homeport side by side with the servers people run today; see {@code README.md}. */
@NullMarked
package dev.homeport.benchmarks;

import org.jspecify.annotations.NullMarked;
