/** The shop: a catalogue in the store, as pages and as JSON. */
@NullMarked
package dev.homeport.app.gazette.product;

import org.jspecify.annotations.NullMarked;
