/** The client tools that put load on a server, and how their output is read. */
@NullMarked
package dev.homeport.benchmarks.load;

import org.jspecify.annotations.NullMarked;
