/** Static files: a site read once into an immutable snapshot, and the handler that serves it. */
@NullMarked
package dev.homeport.http.files;

import org.jspecify.annotations.NullMarked;
