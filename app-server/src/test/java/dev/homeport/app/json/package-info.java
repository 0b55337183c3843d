/** How the package of the same name behaves. */
@NullMarked
package dev.homeport.app.json;

import org.jspecify.annotations.NullMarked;
