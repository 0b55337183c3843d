/** Micro-benchmarks of the hot paths, each through the public face of its module. */
@NullMarked
package dev.homeport.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
