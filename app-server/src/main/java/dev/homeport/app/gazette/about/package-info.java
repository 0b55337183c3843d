/** What this server is, told with its own live facts. */
@NullMarked
package dev.homeport.app.gazette.about;

import org.jspecify.annotations.NullMarked;
