/**
 * Zones that are held for other servers: fetched from their primaries, refreshed in time and kept
 * on disk.
 */
@NullMarked
package dev.homeport.dns.secondary;

import org.jspecify.annotations.NullMarked;
