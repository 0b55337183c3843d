/** Checking what people entered: every fault by field, all at once. */
@NullMarked
package dev.homeport.app.check;

import org.jspecify.annotations.NullMarked;
