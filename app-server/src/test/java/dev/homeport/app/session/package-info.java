/** How the package of the same name behaves. */
@NullMarked
package dev.homeport.app.session;

import org.jspecify.annotations.NullMarked;
