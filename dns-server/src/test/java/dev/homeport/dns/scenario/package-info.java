/** Scenarios as text: zones, a question, and the sections of the answer. */
@NullMarked
package dev.homeport.dns.scenario;

import org.jspecify.annotations.NullMarked;
