/** <i>The Foobar Gazette</i>: the demo site, one package a feature. */
@NullMarked
package dev.homeport.app.gazette;

import org.jspecify.annotations.NullMarked;
