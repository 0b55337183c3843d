/** A domain of its own for each test: names, TLS, site, store, clock and faults. */
@NullMarked
package dev.homeport.testkit;

import org.jspecify.annotations.NullMarked;
