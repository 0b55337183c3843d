/** What happens around the handler of a site where the request decides: each a filter. */
@NullMarked
package dev.homeport.http.filter;

import org.jspecify.annotations.NullMarked;
