package dev.homeport.http.filter;

import dev.homeport.http.Headers;
import dev.homeport.http.semantics.PathPattern;

import java.util.Map;

/**
 * Paths that only some users may ask for.
 *
 * @param paths those it is about
 * @param name shown by browsers that ask for the password
 * @param users the passwords of all users, at least one, by name
 * @param transport over what passwords are taken
 */
public record Realm(
        PathPattern paths, String name, Map<String, Password> users, Transport transport) {

    /** Where a password may travel. */
    public enum Transport {
        /** Over TLS, and on this machine. */
        SECURE,
        /** Everywhere, for instance behind a proxy of one's own. */
        ANY
    }

    public Realm {
        users = Map.copyOf(users);
        if (users.isEmpty()) throw new IllegalArgumentException("a realm without users");
        if (name.indexOf('"') >= 0 || name.indexOf('\\') >= 0) {
            throw new IllegalArgumentException("the name of a realm has quotes");
        }
        Headers.of("www-authenticate", name);
    }

    /** RFC 7617 2: the challenge, which asks for UTF-8. */
    String challenge() {
        return "Basic realm=\"" + name + "\", charset=\"UTF-8\"";
    }
}
