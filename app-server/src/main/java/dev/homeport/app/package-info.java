/** What an application is and what it is given: plain functions over HTTP messages and a store. */
@NullMarked
package dev.homeport.app;

import org.jspecify.annotations.NullMarked;
