package dev.homeport.http.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.homeport.http.Body;
import dev.homeport.http.Handler;
import dev.homeport.http.Headers;
import dev.homeport.http.Peer;
import dev.homeport.http.Protocol;
import dev.homeport.http.Request;
import dev.homeport.http.Requests;
import dev.homeport.http.Response;
import dev.homeport.http.Target;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.InetAddress;
import java.net.InetSocketAddress;

class HttpsRedirectTest {
    private static final Handler NEXT = _ -> Response.of(204);

    @Test
    void whoIsForwardedFromTheUsualPortIsSentToTheUsualOne() throws Exception {
        Target target = new Target("http", "a.example", 80, "/", "/", "");
        InetSocketAddress elsewhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 8080);
        Request request =
                new Request(
                        "GET",
                        target,
                        Headers.none(),
                        Body.empty(),
                        new Peer(elsewhere, elsewhere, Protocol.HTTP_1_1));
        Response response = new HttpsRedirect(() -> 8443).filter(request, NEXT);
        assertEquals("https://a.example/", response.headers().joined("location"));
    }

    @ParameterizedTest
    @CsvSource({
        "http, 443, '', 308, https://a.example/x%20y",
        "http, 8443, q=1, 308, https://a.example:8443/x%20y?q=1",
        "https, 443, '', 204, ''",
    })
    void onlyThePlainIsSentOn(String scheme, int port, String query, int status, String location)
            throws Exception {
        Target target = new Target(scheme, "a.example", 8080, "/x y", "/x%20y", query);
        Response response =
                new HttpsRedirect(() -> port).filter(Requests.about(target, "POST"), NEXT);
        assertEquals(status, response.status());
        assertEquals(location, response.headers().joined("location"));
    }
}
