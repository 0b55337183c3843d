/**
 * WebSockets (RFC 6455, RFC 7692) as applications see them: plain blocking code over messages.
 *
 * <p>Nothing here knows sockets or Netty; {@code frame} reads and writes the bytes.
 */
@NullMarked
package dev.homeport.http.websocket;

import org.jspecify.annotations.NullMarked;
