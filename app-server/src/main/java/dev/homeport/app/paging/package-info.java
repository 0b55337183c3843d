/** Lists in pages by key, with cursors that say nothing and are checked. */
@NullMarked
package dev.homeport.app.paging;

import org.jspecify.annotations.NullMarked;
