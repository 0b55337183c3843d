package dev.homeport.app.gazette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.app.fake.DemoSite;
import dev.homeport.app.fake.Visitor;
import dev.homeport.http.Body;
import dev.homeport.http.Execution;
import dev.homeport.http.Headers;
import dev.homeport.http.Peer;
import dev.homeport.http.Protocol;
import dev.homeport.http.Request;
import dev.homeport.http.Response;
import dev.homeport.http.Target;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

class RoutingTest {
    private final DemoSite site = new DemoSite();

    private Execution execution(String path) {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
        Target target = new Target("http", "www.foobar.com", 80, path, path, "");
        Peer peer = new Peer(address, address, Protocol.HTTP_2);
        return site.handler.execution(
                new Request("GET", target, Headers.none(), Body.empty(), peer));
    }

    @Test
    void leavesUnknownPathsToTheFiles() {
        assertEquals("no file /gazette.css", Visitor.text(site.visitor().get("/gazette.css")));
        assertEquals("no file /", Visitor.text(site.visitor().get("/")));
    }

    @Test
    void keepsFilesOnTheEventLoopAndWorkOffIt() {
        assertEquals(Execution.INLINE, execution("/gazette.css"));
        assertEquals(Execution.BLOCKING, execution("/products"));
        assertEquals(Execution.BLOCKING, execution("/api/products/x"));
    }

    @Test
    void tellsPeopleInAPageWhichMethodsThereAre() {
        Response response = site.visitor().send("DELETE", "/guestbook", Body.empty());
        assertEquals(405, response.status());
        assertEquals(Optional.of("GET, HEAD, OPTIONS, POST"), response.headers().first("allow"));
        assertTrue(Visitor.text(response).contains("Method Not Allowed"));
    }

    @Test
    void answersOptionsWithoutContent() {
        Response response = site.visitor().send("OPTIONS", "/api/products", Body.empty());
        assertEquals(204, response.status());
        assertEquals(Optional.of("GET, HEAD, OPTIONS, POST"), response.headers().first("allow"));
    }
}
