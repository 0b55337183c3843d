package dev.homeport.app.gazette;

import dev.homeport.app.Application;
import dev.homeport.app.Services;
import dev.homeport.app.gazette.layout.Failures;
import dev.homeport.app.gazette.product.ProductPages;
import dev.homeport.app.gazette.product.Products;
import dev.homeport.app.problem.Boundary;
import dev.homeport.http.Handler;
import dev.homeport.http.Request;
import dev.homeport.http.Router;
import dev.homeport.storage.Collection;
import dev.homeport.storage.StoreProblem;

import java.util.List;

/** The demo site: static front page, shop, guestbook, and a page about the server itself. */
public final class Gazette implements Application {

    @Override
    public List<Collection> collections() {
        return List.of(Products.COLLECTION);
    }

    @Override
    public Handler start(Services services) throws StoreProblem {
        Boundary boundary = new Boundary(Gazette::isForPrograms, Failures::respond);
        Products products = new Products(services.store());
        Router.Builder routes = Router.builder();
        ProductPages pages = new ProductPages(products);
        routes.get("/products", boundary.guard(pages::list));
        routes.get("/products/{id}", boundary.guard(pages::show));
        routes.otherwise(services.staticFiles());
        return boundary.apply(routes.build());
    }

    private static boolean isForPrograms(Request request) {
        return request.path().startsWith("/api/");
    }
}
