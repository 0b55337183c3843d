/** How the package of the same name behaves. */
@NullMarked
package dev.homeport.app.form;

import org.jspecify.annotations.NullMarked;
