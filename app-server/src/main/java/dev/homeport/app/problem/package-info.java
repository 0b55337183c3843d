/** What can go wrong with a request, as values, and the one table that gives each its status. */
@NullMarked
package dev.homeport.app.problem;

import org.jspecify.annotations.NullMarked;
