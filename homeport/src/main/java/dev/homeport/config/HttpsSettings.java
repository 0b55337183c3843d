package dev.homeport.config;

import java.util.List;

/**
 * {@code [https]}: the web server over TLS, with HTTP/1.1 and HTTP/2, and DNS over HTTPS on it.
 *
 * @param listeners where it listens; empty when it is switched off
 * @param doh whether DNS over HTTPS is answered
 * @param dohPath the path of DNS over HTTPS (RFC 8484), starting with a slash
 */
public record HttpsSettings(List<Listener> listeners, Switch doh, String dohPath) {
    public HttpsSettings {
        listeners = List.copyOf(listeners);
    }
}
