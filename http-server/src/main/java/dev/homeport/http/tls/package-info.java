/** Certificates, the protocols negotiated with them, and how they are replaced while serving. */
@NullMarked
package dev.homeport.http.tls;

import org.jspecify.annotations.NullMarked;
