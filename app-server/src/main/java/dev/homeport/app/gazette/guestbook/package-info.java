/** The guestbook: what visitors wrote, as pages and as JSON. */
@NullMarked
package dev.homeport.app.gazette.guestbook;

import org.jspecify.annotations.NullMarked;
