package dev.homeport.http.filter;

import dev.homeport.http.Filter;
import dev.homeport.http.Handler;
import dev.homeport.http.Request;
import dev.homeport.http.Response;
import dev.homeport.http.Standing;

import java.util.List;
import java.util.Optional;

/**
 * Sends visitors of some paths to others; the first rule that fits counts. Immutable.
 *
 * @param rules in their order
 */
public record Redirects(List<Redirection> rules) implements Filter {
    public Redirects {
        rules = List.copyOf(rules);
    }

    @Override
    public Response filter(Request request, Handler next) throws Exception {
        Optional<Response> answer = find(request);
        return answer.isPresent() ? answer.get() : next.handle(request);
    }

    /** Where a rule leads is a matter of the target alone. */
    @Override
    public Optional<Standing> standing(Request request, Handler next) {
        return find(request).isPresent() ? Optional.of(Standing.ALWAYS) : next.standing(request);
    }

    private Optional<Response> find(Request request) {
        for (Redirection rule : rules) {
            Optional<Response> answer = rule.answer(request.target());
            if (answer.isPresent()) return answer;
        }
        return Optional.empty();
    }
}
