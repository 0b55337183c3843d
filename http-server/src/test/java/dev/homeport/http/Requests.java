package dev.homeport.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Requests as the edge would make them, for tests without one. */
public final class Requests {

    private Requests() {}

    /** A GET of {@code path}, which is also its raw form, with {@code fields} in turn. */
    public static Request get(String path, String... fields) {
        return of("GET", path, fields);
    }

    /** A request without content; what follows a question mark in {@code target} is the query. */
    public static Request of(String method, String target, String... fields) {
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        String query = mark < 0 ? "" : target.substring(mark + 1);
        return about(new Target("http", "a", 80, path, path, query), method, fields);
    }

    /** A request about {@code target}. */
    public static Request about(Target target, String method, String... fields) {
        return over(Protocol.HTTP_1_1, target, method, fields);
    }

    /** A request about {@code target} over {@code protocol}. */
    public static Request over(Protocol protocol, Target target, String method, String... fields) {
        InetSocketAddress here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 80);
        return new Request(
                method, target, Headers.of(fields), Body.empty(), new Peer(here, here, protocol));
    }
}
