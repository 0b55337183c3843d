/** How the package of the same name behaves. */
@NullMarked
package dev.homeport.app.api;

import org.jspecify.annotations.NullMarked;
