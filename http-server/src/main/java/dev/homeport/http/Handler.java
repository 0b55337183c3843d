package dev.homeport.http;

import java.util.Optional;

/**
 * Answers a request: the one shape that everything behind the server has, from a cached file to an
 * application.
 *
 * <p>Handlers are shared by all connections and must be thread-safe.
 */
@FunctionalInterface
public interface Handler {

    /**
     * Answers {@code request}.
     *
     * @throws Exception when no answer can be given; the edge reports it once and answers 500
     */
    Response handle(Request request) throws Exception;

    /**
     * Where {@link #handle} must run for {@code request}; {@link Execution#BLOCKING} unless the
     * handler promises otherwise.
     */
    default Execution execution(Request request) {
        return Execution.BLOCKING;
    }

    /**
     * How the content of a request shall be taken in; {@code head} is the request without it. It is
     * asked on the event loop and must not block. A handler that takes its content as a stream runs
     * {@link Execution#BLOCKING}, as soon as the head is there.
     */
    default Intake intake(Request head) {
        return Intake.WHOLE;
    }

    /**
     * The promise that the answer to {@code request} may be given again to others, if this handler
     * makes it. It is asked before {@link #handle}, so what it depends on is read no later than
     * what the answer is made of.
     */
    default Optional<Standing> standing(Request request) {
        return Optional.empty();
    }

    /** {@code handler} with the promise that it never blocks. */
    static Handler inline(Handler handler) {
        return new Handler() {
            @Override
            public Response handle(Request request) throws Exception {
                return handler.handle(request);
            }

            @Override
            public Execution execution(Request request) {
                return Execution.INLINE;
            }
        };
    }
}
