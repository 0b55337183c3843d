/** HTML form submissions: a strict reader of {@code application/x-www-form-urlencoded}. */
@NullMarked
package dev.homeport.app.form;

import org.jspecify.annotations.NullMarked;
