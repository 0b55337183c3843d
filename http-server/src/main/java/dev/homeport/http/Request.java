package dev.homeport.http;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A request as a handler sees it: checked, normalised and whole.
 *
 * @param method the method, as sent (methods are case-sensitive, RFC 9110 9.1)
 * @param target scheme, host, path and query
 * @param headers the header fields, as sent
 * @param body the content, with its transfer coding removed
 * @param peer the connection it came in on
 * @param parameters the parts of the path the router named, decoded
 * @param attributes what filters found out, by {@link Attribute}
 */
public record Request(
        String method,
        Target target,
        Headers headers,
        Body body,
        Peer peer,
        Map<String, String> parameters,
        Map<Attribute<?>, Object> attributes) {

    public Request {
        parameters = Map.copyOf(parameters);
        attributes = Map.copyOf(attributes);
    }

    /** A request that no router or filter has seen. */
    public Request(String method, Target target, Headers headers, Body body, Peer peer) {
        this(method, target, headers, body, peer, Map.of(), Map.of());
    }

    /** The normalised path; shorthand for {@code target().path()}. */
    public String path() {
        return target.path();
    }

    /** The first value of the header field {@code name}. */
    public Optional<String> header(String name) {
        return headers.first(name);
    }

    /** The part of the path called {@code name} in the route. */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** What was found out under {@code attribute}. */
    public <T> Optional<T> attribute(Attribute<T> attribute) {
        return Optional.ofNullable(attributes.get(attribute)).map(attribute::cast);
    }

    /** This request with {@code value} under {@code attribute}. */
    public <T> Request with(Attribute<T> attribute, T value) {
        Map<Attribute<?>, Object> more = new HashMap<>(attributes);
        more.put(attribute, value);
        return new Request(method, target, headers, body, peer, parameters, more);
    }

    /** This request with the path's named parts. */
    public Request withParameters(Map<String, String> named) {
        return new Request(method, target, headers, body, peer, named, attributes);
    }
}
