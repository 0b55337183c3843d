/** Frames of WebSockets: bytes of strangers in, messages within bounds out, and back to bytes. */
@NullMarked
package dev.homeport.http.websocket.frame;

import org.jspecify.annotations.NullMarked;
