/** Hashes of passwords in the forms that other programs write. */
@NullMarked
package dev.homeport.password;

import org.jspecify.annotations.NullMarked;
