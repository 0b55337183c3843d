/** The packaged program as its users meet it: over real sockets, with the real client tools. */
@NullMarked
package dev.homeport.it;

import org.jspecify.annotations.NullMarked;
