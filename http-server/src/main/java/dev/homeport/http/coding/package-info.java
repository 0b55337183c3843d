/** Content codings: compressing what is sent. */
@NullMarked
package dev.homeport.http.coding;

import org.jspecify.annotations.NullMarked;
