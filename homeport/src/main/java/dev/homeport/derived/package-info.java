/** Records that follow from the rest of the configuration: listeners, certificates, issuers. */
@NullMarked
package dev.homeport.derived;

import org.jspecify.annotations.NullMarked;
