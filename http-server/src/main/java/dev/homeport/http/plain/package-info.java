/**
 * Plain requests of HTTP/1.1, read from the bytes, and a table of what was answered to such.
 *
 * <p>It knows no network: bytes in, places of bytes out.
 */
@NullMarked
package dev.homeport.http.plain;

import org.jspecify.annotations.NullMarked;
