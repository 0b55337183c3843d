/**
 * Counts what the servers did, under the names CoreDNS and OpenTelemetry gave such counts.
 *
 * <p>Recording is a few additions and no allocation; what Prometheus wants is made at the scrape.
 */
@NullMarked
package dev.homeport.metrics;

import org.jspecify.annotations.NullMarked;
