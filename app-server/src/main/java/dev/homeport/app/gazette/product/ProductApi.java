package dev.homeport.app.gazette.product;

import dev.homeport.app.api.JsonBody;
import dev.homeport.app.api.JsonResponse;
import dev.homeport.app.api.Owner;
import dev.homeport.app.api.Validator;
import dev.homeport.app.json.Json;
import dev.homeport.app.paging.PageReader;
import dev.homeport.app.problem.Outcome;
import dev.homeport.http.Request;
import dev.homeport.http.Response;
import dev.homeport.storage.StoreProblem;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The catalogue for programs: everybody reads, the owner writes. */
public final class ProductApi {
    /** Where it lies. */
    public static final String PATH = "/api/products";

    private static final PageReader PAGES = new PageReader(20, 100);

    /** What a product shows and nobody sets. */
    private static final Set<String> SHOWN = Set.of("id", "version");

    private final Products products;

    public ProductApi(Products products) {
        this.products = products;
    }

    /** {@code GET /api/products}: a page of the catalogue, or of one category. */
    public Outcome<Response> list(Request request) throws StoreProblem {
        return ProductQuery.read(request.target().query(), PAGES).map(this::page);
    }

    private Response page(ProductQuery query) throws StoreProblem {
        Products.Slice slice = products.list(query.listing(), query.page());
        List<Json> items = slice.products().stream().<Json>map(Product::json).toList();
        return JsonResponse.list(items, slice.next().map(next -> query.link(PATH, next)));
    }

    /** {@code GET /api/products/{id}}: one product. */
    public Outcome<Response> get(Request request) throws StoreProblem {
        Optional<Product> found = products.find(id(request));
        if (found.isEmpty()) return missing();
        Product product = found.get();
        return Outcome.of(JsonResponse.record(request, product.json(), product.version()));
    }

    /** {@code POST /api/products}: adds a product. */
    public Outcome<Response> create(Request request) throws StoreProblem {
        return Owner.admit(request)
                .then(JsonBody::read)
                .then(ProductFields::read)
                .map(products::add)
                .map(p -> JsonResponse.created(PATH + "/" + p.id(), p.json(), p.version()));
    }

    /**
     * {@code PUT /api/products/{id}}: replaces a product that has not changed since it was read.
     */
    public Outcome<Response> replace(Request request) throws StoreProblem {
        return Owner.admit(request)
                .then(Validator::requireStated)
                .then(stated -> JsonBody.readReplacement(stated, SHOWN))
                .then(ProductFields::read)
                .then(details -> products.replace(id(request), request, details))
                .map(p -> JsonResponse.written(p.json(), p.version()));
    }

    private static String id(Request request) {
        return request.parameter("id").orElseThrow();
    }

    private static Outcome<Response> missing() {
        return Outcome.refused(404, "There is no such product.");
    }
}
