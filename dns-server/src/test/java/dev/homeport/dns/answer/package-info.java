/** The answering function against a naive model. */
@NullMarked
package dev.homeport.dns.answer;

import org.jspecify.annotations.NullMarked;
