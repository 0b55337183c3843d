/** How the package of the same name behaves. */
@NullMarked
package dev.homeport.app.paging;

import org.jspecify.annotations.NullMarked;
