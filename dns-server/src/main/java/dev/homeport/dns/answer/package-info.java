/** The pure decision: what the zones say to a question. */
@NullMarked
package dev.homeport.dns.answer;

import org.jspecify.annotations.NullMarked;
