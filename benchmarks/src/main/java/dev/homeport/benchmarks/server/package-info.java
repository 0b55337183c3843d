/** The servers that are compared, each started with a generated configuration. */
@NullMarked
package dev.homeport.benchmarks.server;

import org.jspecify.annotations.NullMarked;
