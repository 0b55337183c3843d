/** The frame every page of the site has. */
@NullMarked
package dev.homeport.app.gazette.layout;

import org.jspecify.annotations.NullMarked;
