package dev.homeport.app.gazette.product;

import dev.homeport.app.gazette.layout.Frame;
import dev.homeport.app.page.Page;
import dev.homeport.app.paging.PageReader;
import dev.homeport.app.problem.Outcome;
import dev.homeport.http.Request;
import dev.homeport.http.Response;
import dev.homeport.storage.StoreProblem;

import java.util.Optional;

/** The shop's pages. */
public final class ProductPages {
    private static final PageReader PAGES = new PageReader(12, 48);

    private final Products products;

    public ProductPages(Products products) {
        this.products = products;
    }

    /** {@code GET /products}: a page of the catalogue, or of one category. */
    public Outcome<Response> list(Request request) throws StoreProblem {
        return switch (ProductQuery.read(request.target().query(), PAGES)) {
            case Outcome.Refused<ProductQuery>(var problem) -> new Outcome.Refused<>(problem);
            case Outcome.Good<ProductQuery>(var query) -> Outcome.of(shelf(request, query));
        };
    }

    private Response shelf(Request request, ProductQuery query) throws StoreProblem {
        Products.Slice slice = products.list(query.listing(), query.page());
        Shelf shelf =
                new Shelf(
                        slice.products().stream().map(Ware::new).toList(),
                        Products.CATEGORIES,
                        query.category().orElse(""),
                        slice.next().map(next -> query.link("/products", next)).orElse(null));
        Frame frame = Frame.of(request, "The shop");
        Page page = output -> JtelistGenerated.render(output, Page.PLAIN, frame, shelf);
        return page.respond(200);
    }

    /** {@code GET /products/{id}}: one product. */
    public Outcome<Response> show(Request request) throws StoreProblem {
        Optional<Product> product = products.find(request.parameter("id").orElseThrow());
        if (product.isEmpty()) return Outcome.refused(404, "There is no such product here.");
        Ware ware = new Ware(product.get());
        Frame frame = Frame.of(request, ware.name());
        Page page = output -> JteshowGenerated.render(output, Page.PLAIN, frame, ware);
        return Outcome.of(page.respond(200));
    }
}
