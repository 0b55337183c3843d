package dev.homeport;

import dev.homeport.http.Execution;
import dev.homeport.http.Handler;
import dev.homeport.http.Intake;
import dev.homeport.http.Request;
import dev.homeport.http.Response;
import dev.homeport.http.Standing;

import java.util.Optional;

/**
 * Where every request of the web listeners comes in: DNS over HTTPS under any name, since its
 * clients call the server by address (RFC 8484 5), everything else by its host. Immutable.
 */
final class FrontDoor implements Handler {
    private final Doh doh;
    private final Handler hosts;

    /**
     * DNS over HTTPS.
     *
     * @param path where it answers
     * @param handler what answers
     */
    record Doh(String path, Handler handler) {}

    FrontDoor(Doh doh, Handler hosts) {
        this.doh = doh;
        this.hosts = hosts;
    }

    @Override
    public Response handle(Request request) throws Exception {
        return pick(request).handle(request);
    }

    @Override
    public Execution execution(Request request) {
        return pick(request).execution(request);
    }

    @Override
    public Intake intake(Request head) {
        return pick(head).intake(head);
    }

    @Override
    public Optional<Standing> standing(Request request) {
        return pick(request).standing(request);
    }

    private Handler pick(Request request) {
        boolean isDoh =
                request.path().equals(doh.path()) && request.target().scheme().equals("https");
        return isDoh ? doh.handler() : hosts;
    }
}
