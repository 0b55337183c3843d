/** Forms with files (RFC 7578): bytes of strangers in, parts within bounds out. */
@NullMarked
package dev.homeport.http.form;

import org.jspecify.annotations.NullMarked;
