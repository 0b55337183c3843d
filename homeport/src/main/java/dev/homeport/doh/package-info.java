/** DNS over HTTPS (RFC 8484): the answering function of the DNS server behind an HTTP handler. */
@NullMarked
package dev.homeport.doh;

import org.jspecify.annotations.NullMarked;
