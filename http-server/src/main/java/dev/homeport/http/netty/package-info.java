/**
 * The edge: listeners and connections on Netty's event loops.
 *
 * <p>One connection is served by one event loop; its state needs no lock. {@link
 * dev.homeport.http.netty.Dispatch} alone crosses to virtual threads.
 */
@NullMarked
package dev.homeport.http.netty;

import org.jspecify.annotations.NullMarked;
