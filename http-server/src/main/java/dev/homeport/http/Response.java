package dev.homeport.http;

/**
 * An answer: status, fields and content. Framing ({@code content-length}, {@code connection},
 * {@code date}) is the writer's work and is not set here.
 *
 * @param status the status code, 200 to 599; 101 with {@link Body.Upgrade} and nothing else
 * @param headers the fields
 * @param body the content; it is left out for HEAD, 204 and 304 by the writer. What comes in as
 *     {@link Body.Incoming} is passed on as {@link Body.Stream}.
 */
public record Response(int status, Headers headers, Body body) {

    public Response {
        boolean upgrades = body instanceof Body.Upgrade;
        if (upgrades ? status != 101 : status < 200 || status > 599) {
            throw new IllegalArgumentException("not a final status: " + status);
        }
        if (body instanceof Body.Incoming incoming) body = incoming.passedOn();
    }

    /** A response without content. */
    public static Response of(int status) {
        return new Response(status, Headers.none(), Body.empty());
    }

    /** A response with text of the media type {@code contentType}, encoded in UTF-8. */
    public static Response text(int status, String contentType, String text) {
        return new Response(status, Headers.of("content-type", contentType), Body.text(text));
    }

    /** An HTML page. */
    public static Response html(int status, String page) {
        return text(status, "text/html; charset=utf-8", page);
    }

    /** A redirect to {@code location}, which must be a valid URI reference. */
    public static Response redirect(int status, String location) {
        return of(status).with("location", location);
    }

    /** This response with the field {@code name} set to {@code value} alone. */
    public Response with(String name, String value) {
        return new Response(status, headers.with(name, value), body);
    }

    /** This response with one more line of the field {@code name}. */
    public Response and(String name, String value) {
        return new Response(status, headers.and(name, value), body);
    }
}
