/** Immutable zone data and the lookup over it; free of sockets, files, clocks and loggers. */
@NullMarked
package dev.homeport.dns.zone;

import org.jspecify.annotations.NullMarked;
