package dev.homeport.http.files;

import dev.homeport.http.AnsweredException;
import dev.homeport.http.Body;
import dev.homeport.http.ClientGoneException;
import dev.homeport.http.ContentException;
import dev.homeport.http.Filter;
import dev.homeport.http.Handler;
import dev.homeport.http.Headers;
import dev.homeport.http.Request;
import dev.homeport.http.Response;
import dev.homeport.http.semantics.AcceptEncoding;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Puts the site's own pages in the place of errors that come without content or as plain text, as
 * those of the server do. What an application says in HTML or JSON stays. Status and fields of the
 * error are kept.
 */
public final class ErrorPages implements Filter {
    /** Fields that speak of content that is replaced. */
    private static final List<String> OF_CONTENT =
            List.of("content-type", "content-encoding", "content-language", "etag");

    private final Supplier<Site> sites;

    /** {@code sites} is asked once for each error. */
    public ErrorPages(Supplier<Site> sites) {
        this.sites = sites;
    }

    // Whatever a handler fails with, its page is added and it goes on to the edge.
    @SuppressWarnings("CatchingUnchecked")
    @Override
    public Response filter(Request request, Handler next) throws Exception {
        Response response;
        try {
            response = next.handle(request);
        } catch (InterruptedException | ContentException | ClientGoneException e) {
            throw e;
        } catch (Exception e) {
            Optional<Response> page = page(request, Response.of(500));
            if (page.isEmpty()) throw e;
            throw new AnsweredException(page.get(), e);
        }
        if (response.status() < 400 || !isBare(response)) return response;
        return page(request, response).orElse(response);
    }

    private static boolean isBare(Response response) {
        return response.body() instanceof Body.Empty
                || response.headers().joined("content-type").startsWith("text/plain");
    }

    private Optional<Response> page(Request request, Response error) {
        AcceptEncoding accepted = AcceptEncoding.of(request.headers());
        return sites.get()
                .errorPage(error.status())
                .map(page -> merged(error, page.pick(accepted).orElse(page.plain()).whole()));
    }

    private static Response merged(Response error, Response page) {
        Headers left = error.headers();
        for (String name : OF_CONTENT) left = left.without(name);
        if (left.size() == 0) return page;
        Headers fields = page.headers();
        for (String name : left.names()) fields = fields.without(name);
        return new Response(error.status(), fields.and(left), page.body());
    }
}
