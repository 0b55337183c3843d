package dev.homeport.http;

import java.util.Optional;

/**
 * Adds the fields that make browsers careful; what a handler sets itself stays.
 *
 * @param contentSecurityPolicy the value of {@code Content-Security-Policy}; empty for none
 * @param referrerPolicy the value of {@code Referrer-Policy}
 * @param frameOptions the value of {@code X-Frame-Options}, for browsers that do not know {@code
 *     frame-ancestors}; empty for none
 */
public record SecurityHeaders(
        String contentSecurityPolicy, String referrerPolicy, String frameOptions)
        implements Filter {

    /** Own scripts and styles only, no framing, and no path in the referrer of other sites. */
    public static final SecurityHeaders STRICT =
            new SecurityHeaders(
                    "default-src 'self'; frame-ancestors 'none'; base-uri 'self'; form-action"
                            + " 'self'; object-src 'none'",
                    "strict-origin-when-cross-origin",
                    "DENY");

    public SecurityHeaders {
        // Refuses now what would be refused at each response.
        Headers.of(
                "content-security-policy", contentSecurityPolicy,
                "referrer-policy", referrerPolicy,
                "x-frame-options", frameOptions);
    }

    /** These fields with another {@code Content-Security-Policy}. */
    public SecurityHeaders withContentSecurityPolicy(String policy) {
        return new SecurityHeaders(policy, referrerPolicy, frameOptions);
    }

    /** The fields to add; for those that build responses ahead, such as a site's files. */
    public Headers fields() {
        Headers fields = Headers.of("x-content-type-options", "nosniff");
        if (!referrerPolicy.isEmpty()) fields = fields.and("referrer-policy", referrerPolicy);
        if (!frameOptions.isEmpty()) fields = fields.and("x-frame-options", frameOptions);
        if (!contentSecurityPolicy.isEmpty()) {
            fields = fields.and("content-security-policy", contentSecurityPolicy);
        }
        return fields;
    }

    /** The same fields for everybody. */
    @Override
    public Optional<Standing> standing(Request request, Handler next) {
        return next.standing(request);
    }

    @Override
    public Response filter(Request request, Handler next) throws Exception {
        return with(fields(), next.handle(request));
    }

    private static Response with(Headers fields, Response response) {
        Headers all = response.headers().andMissing(fields);
        return all.size() == response.headers().size()
                ? response
                : new Response(response.status(), all, response.body());
    }

    /** The same with fields that are made once. */
    @Override
    public Handler apply(Handler handler) {
        Headers fields = fields();
        SecurityHeaders added = this;
        Filter ready =
                new Filter() {
                    @Override
                    public Response filter(Request request, Handler next) throws Exception {
                        return with(fields, next.handle(request));
                    }

                    @Override
                    public Optional<Standing> standing(Request request, Handler next) {
                        return added.standing(request, next);
                    }
                };
        return ready.apply(handler);
    }
}
