/** How the package of the same name behaves. */
@NullMarked
package dev.homeport.app.check;

import org.jspecify.annotations.NullMarked;
