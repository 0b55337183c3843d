/** The administration listener, on loopback only: health, metrics, status, reload. */
@NullMarked
package dev.homeport.admin;

import org.jspecify.annotations.NullMarked;
