package dev.homeport.http;

import java.util.List;
import java.util.Optional;

/** Wraps a handler in another: what is done before and after every request of a site. */
@FunctionalInterface
public interface Filter {

    /** Answers {@code request}, as a rule by asking {@code next} and adding something to it. */
    Response filter(Request request, Handler next) throws Exception;

    /**
     * The promise about an answer of {@code next} with what this filter adds to it. None unless the
     * filter says otherwise, since most look at who asks or at other fields.
     */
    default Optional<Standing> standing(Request request, Handler next) {
        return Optional.empty();
    }

    /** {@code handler} behind this filter; where it runs stays as {@code handler} says. */
    default Handler apply(Handler handler) {
        Filter filter = this;
        return new Handler() {
            @Override
            public Response handle(Request request) throws Exception {
                return filter.filter(request, handler);
            }

            @Override
            public Execution execution(Request request) {
                return handler.execution(request);
            }

            @Override
            public Intake intake(Request head) {
                return handler.intake(head);
            }

            @Override
            public Optional<Standing> standing(Request request) {
                return filter.standing(request, handler);
            }
        };
    }

    /** {@code handler} behind {@code filters}; the first of the list sees the request first. */
    static Handler chain(List<Filter> filters, Handler handler) {
        Handler chained = handler;
        for (Filter filter : filters.reversed()) chained = filter.apply(chained);
        return chained;
    }
}
