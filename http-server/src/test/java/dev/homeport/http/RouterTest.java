package dev.homeport.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouterTest {
    private static Handler says(String name) {
        return request -> Response.text(200, "text/plain", name + request.parameters());
    }

    private static final Router ROUTER =
            Router.builder()
                    .get("/", says("root"))
                    .get("/products", says("list"))
                    .get("/products/{id}", says("one"))
                    .get("/products/new", Handler.inline(says("form")))
                    .post("/products", says("create"))
                    .put("/products/{id}", says("update"))
                    .delete("/products/{id}", says("delete"))
                    .route("HEAD", "/own-head", says("head"))
                    .get("/own-head", says("get"))
                    .get("/a/{x}/b/{y}", says("two"))
                    .get("/files/{path...}", says("rest"))
                    .build();

    private static String ask(String method, String path) throws Exception {
        Response response = ROUTER.handle(Requests.of(method, path));
        String body =
                response.body() instanceof Body.Bytes(var bytes)
                        ? new String(bytes, java.nio.charset.StandardCharsets.UTF_8)
                        : "";
        String allow = response.headers().first("allow").map(a -> " [" + a + "]").orElse("");
        return response.status() + " " + body.strip() + allow;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET|/|200 root{}",
                "GET|/products|200 list{}",
                "GET|/products/7|200 one{id=7}",
                "GET|/products/new|200 form{}",
                "GET|/products/a b|200 one{id=a b}",
                "POST|/products|200 create{}",
                "PUT|/products/7|200 update{id=7}",
                "DELETE|/products/7|200 delete{id=7}",
                "HEAD|/products|200 list{}",
                "HEAD|/own-head|200 head{}",
                "GET|/files/a/b.txt|200 rest{path=a/b.txt}",
                "GET|/files/|200 rest{path=}",
                "GET|/products/|404 not found",
                "GET|/products/7/|404 not found",
                "GET|/products/7/8|404 not found",
                "GET|/PRODUCTS|404 not found",
                "GET|//products|404 not found",
                "GET|/nothing|404 not found",
                "POST|/nothing|404 not found",
                "PATCH|/products|405  [GET, HEAD, OPTIONS, POST]",
                "POST|/products/7|405  [DELETE, GET, HEAD, OPTIONS, PUT]",
                "OPTIONS|/products|204  [GET, HEAD, OPTIONS, POST]",
            })
    void picksByMethodAndPath(String method, String path, String answer) throws Exception {
        assertEquals(answer, ask(method, path));
    }

    @Test
    void namesSeveralParts() throws Exception {
        Router router =
                Router.builder().get("/a/{x}/b/{y}", r -> Response.text(200, "t/p", xy(r))).build();
        Body body = router.handle(Requests.get("/a/1/b/2")).body();
        assertEquals(
                "1,2",
                new String(((Body.Bytes) body).bytes(), java.nio.charset.StandardCharsets.UTF_8));
    }

    private static String xy(Request request) {
        return request.parameter("x").orElse("") + "," + request.parameter("y").orElse("");
    }

    @Test
    void runsWhereItsHandlerRuns() {
        assertEquals(Execution.INLINE, ROUTER.execution(Requests.get("/products/new")));
        assertEquals(Execution.BLOCKING, ROUTER.execution(Requests.get("/products/7")));
        assertEquals(Execution.INLINE, ROUTER.execution(Requests.get("/nothing")));
        assertEquals(Execution.INLINE, ROUTER.execution(Requests.of("PATCH", "/products")));
    }

    @Test
    void hasAFallback() throws Exception {
        Router router = Router.builder().otherwise(says("else")).build();
        assertEquals(200, router.handle(Requests.get("/x")).status());
    }
}
