package dev.homeport.http;

import java.util.List;

/** Wraps a handler in another: what is done before and after every request of a site. */
@FunctionalInterface
public interface Filter {

    /** Answers {@code request}, as a rule by asking {@code next} and adding something to it. */
    Response filter(Request request, Handler next) throws Exception;

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
        };
    }

    /** {@code handler} behind {@code filters}; the first of the list sees the request first. */
    static Handler chain(List<Filter> filters, Handler handler) {
        Handler chained = handler;
        for (Filter filter : filters.reversed()) chained = filter.apply(chained);
        return chained;
    }
}
