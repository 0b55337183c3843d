/** Server-Sent Events (HTML Living Standard, section 9.2). */
@NullMarked
package dev.homeport.http.events;

import org.jspecify.annotations.NullMarked;
