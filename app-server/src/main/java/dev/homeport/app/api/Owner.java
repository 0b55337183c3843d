package dev.homeport.app.api;

import dev.homeport.app.problem.Outcome;
import dev.homeport.http.Request;

/**
 * Lets only requests of this very machine through: until there are accounts, whoever sits at the
 * machine is its owner. Behind a proxy on the same machine everybody would be; such a site needs
 * accounts.
 */
public final class Owner {
    private Owner() {}

    /** {@code request}, or 403 when its peer has no loopback address. */
    public static Outcome<Request> admit(Request request) {
        if (request.peer().remote().getAddress().isLoopbackAddress()) return Outcome.of(request);
        return Outcome.refused(403, "This can be changed only from the server's own machine.");
    }
}
