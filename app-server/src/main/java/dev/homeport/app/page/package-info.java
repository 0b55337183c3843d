/** HTML pages from templates that escape by default. */
@NullMarked
package dev.homeport.app.page;

import org.jspecify.annotations.NullMarked;
