/** How the demo site behaves. */
@NullMarked
package dev.homeport.app.gazette;

import org.jspecify.annotations.NullMarked;
