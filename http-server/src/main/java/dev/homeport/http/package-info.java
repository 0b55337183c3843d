/**
 * What an HTTP handler is written against: values for messages, functions for behaviour.
 *
 * <p>Nothing here knows sockets, threads or Netty, so that a handler can be tested by calling it.
 */
@NullMarked
package dev.homeport.http;

import org.jspecify.annotations.NullMarked;
