/** How the package of the same name behaves. */
@NullMarked
package dev.homeport.app.problem;

import org.jspecify.annotations.NullMarked;
