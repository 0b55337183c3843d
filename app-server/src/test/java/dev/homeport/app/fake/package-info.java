/** Complete stand-ins for what an application is given: store, clock, facts, and a browser. */
@NullMarked
package dev.homeport.app.fake;

import org.jspecify.annotations.NullMarked;
