/** The rules JSON resources share: media type, origin, validators and preconditions. */
@NullMarked
package dev.homeport.app.api;

import org.jspecify.annotations.NullMarked;
