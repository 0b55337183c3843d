package dev.homeport.app.fake;

import dev.homeport.http.Body;
import dev.homeport.http.Handler;
import dev.homeport.http.Headers;
import dev.homeport.http.Peer;
import dev.homeport.http.Protocol;
import dev.homeport.http.Request;
import dev.homeport.http.Response;
import dev.homeport.http.Target;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Asks a handler as a browser would: it keeps cookies and sends them back. */
public final class Visitor {
    private final Handler site;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private String scheme = "http";
    private String address = "127.0.0.1";

    public Visitor(Handler site) {
        this.site = site;
    }

    /** From now on asks over https. */
    public Visitor overHttps() {
        scheme = "https";
        return this;
    }

    /** From now on comes from {@code address}. */
    public Visitor from(String address) {
        this.address = address;
        return this;
    }

    /** Sets a cookie, as an attacker in control of a neighbouring name could. */
    public void setCookie(String name, String value) {
        cookies.put(name, value);
    }

    /** The cookie {@code name}. */
    public Optional<String> cookie(String name) {
        return Optional.ofNullable(cookies.get(name));
    }

    /** Every cookie. */
    public Map<String, String> cookies() {
        return cookies;
    }

    /** Gets {@code target} with more fields, names and values in turn. */
    public Response get(String target, String... fields) {
        return send("GET", target, Body.empty(), fields);
    }

    /** Posts {@code form} as a browser does. */
    public Response post(String target, String form, String... fields) {
        Headers headers = Headers.of("content-type", "application/x-www-form-urlencoded");
        return send("POST", target, Body.text(form), headers, fields);
    }

    /** Sends {@code json} with {@code method}. */
    public Response json(String method, String target, String json, String... fields) {
        Headers headers = Headers.of("content-type", "application/json");
        return send(method, target, Body.text(json), headers, fields);
    }

    /** Sends anything. */
    public Response send(String method, String target, Body body, String... fields) {
        return send(method, target, body, Headers.none(), fields);
    }

    private Response send(
            String method, String target, Body body, Headers given, String... fields) {
        Headers headers = given;
        for (int i = 0; i < fields.length; i += 2) headers = headers.with(fields[i], fields[i + 1]);
        if (!cookies.isEmpty()) {
            StringBuilder line = new StringBuilder();
            cookies.forEach((n, v) -> line.append(line.isEmpty() ? "" : "; ").append(n + "=" + v));
            headers = headers.and("cookie", line.toString());
        }
        int question = target.indexOf('?');
        String path = question < 0 ? target : target.substring(0, question);
        String query = question < 0 ? "" : target.substring(question + 1);
        int port = scheme.equals("http") ? 8080 : 8443;
        Target parsed = new Target(scheme, "www.foobar.com", port, path, path, query);
        Request request = new Request(method, parsed, headers, body, peer());
        try {
            Response response = site.handle(request);
            response.headers().all("set-cookie").forEach(this::keep);
            return response;
        } catch (Exception e) {
            throw new AssertionError(method + " " + target + " failed", e);
        }
    }

    private Peer peer() {
        return new Peer(
                new InetSocketAddress(InetAddress.ofLiteral(address), 50_000),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 8080),
                Protocol.HTTP_1_1);
    }

    private void keep(String setCookie) {
        String pair = setCookie.split(";", 2)[0];
        int equals = pair.indexOf('=');
        String name = pair.substring(0, equals);
        if (setCookie.contains("Max-Age=0")) {
            cookies.remove(name);
        } else {
            cookies.put(name, pair.substring(equals + 1));
        }
    }

    /** The content of {@code response} as text. */
    public static String text(Response response) {
        return switch (response.body()) {
            case Body.Empty() -> "";
            case Body.Bytes(var bytes) -> new String(bytes, StandardCharsets.UTF_8);
            case Body.FileRange range -> throw new AssertionError("a file: " + range.file());
            case Body.Stream _, Body.Incoming _ -> throw new AssertionError("a stream");
            case Body.Upgrade _ -> throw new AssertionError("a WebSocket");
        };
    }
}
