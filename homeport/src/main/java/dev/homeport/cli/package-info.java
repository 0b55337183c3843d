/** The command line. Exit codes: 0 done, 1 failed, 2 wrong usage, configuration or zone file. */
@NullMarked
package dev.homeport.cli;

import org.jspecify.annotations.NullMarked;
