/** Uploads, which are looked at while they come. */
@NullMarked
package dev.homeport.app.gazette.upload;

import org.jspecify.annotations.NullMarked;
