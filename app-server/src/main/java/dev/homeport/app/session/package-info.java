/** Sessions kept in the store, the cookie that names them, and protection of forms by them. */
@NullMarked
package dev.homeport.app.session;

import org.jspecify.annotations.NullMarked;
