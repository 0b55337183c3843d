package dev.homeport.http.coding;

import dev.homeport.http.Body;
import dev.homeport.http.Filter;
import dev.homeport.http.Handler;
import dev.homeport.http.Headers;
import dev.homeport.http.Request;
import dev.homeport.http.Response;
import dev.homeport.http.Standing;
import dev.homeport.http.coding.Compressor.Effort;
import dev.homeport.http.semantics.AcceptEncoding;
import dev.homeport.http.semantics.Ascii;
import dev.homeport.http.semantics.Coding;
import dev.homeport.http.semantics.MediaTypes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compresses what handlers answer, where it helps and the client takes it (RFC 9110 12.5.3).
 *
 * <p>It leaves alone what is coded already, parts of ranges, what says {@code no-transform} and
 * files. Short content and types that do not shrink are coded only for clients that refuse the
 * identity; what nobody can code for such a client is answered 406. A strong entity tag gets a
 * suffix, since the coded bytes are another representation; handlers see the tags of preconditions
 * without it. Streamed content is coded as it is written, and what its writer flushes is flushed.
 *
 * @param bytesMin shorter content is not worth it
 */
public record ContentCoding(int bytesMin) implements Filter {
    /** Compresses from about one network packet on. */
    public static final ContentCoding DEFAULT = new ContentCoding(1024);

    private static final List<Coding> CODINGS = available();

    /** What costs the least time for few bytes stands first; it is taken when a client ties. */
    private static List<Coding> available() {
        List<Coding> codings = new ArrayList<>();
        for (Coding coding : List.of(Coding.ZSTD, Coding.BR, Coding.GZIP, Coding.IDENTITY)) {
            if (Compressor.isAvailable(coding)) codings.add(coding);
        }
        return List.copyOf(codings);
    }

    @Override
    public Response filter(Request request, Handler next) throws Exception {
        Response plain = next.handle(TagSuffix.removed(request));
        if (plain.status() == 304) return varying(TagSuffix.restored(request, plain));
        if (!isCodable(plain)) return plain;
        AcceptEncoding accepted = AcceptEncoding.of(request.headers());
        boolean shrinks = shrinks(plain);
        if (!shrinks && accepted.identity() > 0) return plain;
        Response varied = varying(plain);
        if (!isWithContent(plain.body())) return varied;
        if (isShort(plain.body()) && accepted.identity() > 0) return varied;
        Optional<Coding> coding = accepted.pick(CODINGS);
        if (coding.isEmpty()) return unacceptable(request, varied);
        return coding.get() == Coding.IDENTITY ? varied : coded(varied, coding.get());
    }

    /** Whether there is content that can be coded here. */
    private static boolean isWithContent(Body body) {
        return switch (body) {
            case Body.Empty(), Body.FileRange _, Body.Incoming _, Body.Upgrade _ -> false;
            case Body.Bytes _, Body.Stream _ -> true;
        };
    }

    private boolean isShort(Body body) {
        return body.length() != Body.UNKNOWN_LENGTH && body.length() < bytesMin;
    }

    /** What is coded how depends on the answer and on fields that every promise depends on. */
    @Override
    public Optional<Standing> standing(Request request, Handler next) {
        return next.standing(TagSuffix.removed(request));
    }

    /** RFC 9110 12.5.3; what a request has changed is told even so. */
    private static Response unacceptable(Request request, Response varied) {
        boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
        if (!reads || varied.status() != 200) return varied;
        return Response.text(406, "text/plain; charset=utf-8", "No accepted coding.\n")
                .with("vary", varied.headers().joined("vary"));
    }

    private static boolean shrinks(Response response) {
        Optional<String> type = response.headers().first("content-type");
        return type.isPresent() && MediaTypes.isCompressible(type.get());
    }

    private static boolean isCodable(Response response) {
        Headers headers = response.headers();
        return response.status() != 206
                && !headers.contains("content-encoding")
                && !headers.contains("content-range")
                && !Ascii.lower(headers.joined("cache-control")).contains("no-transform");
    }

    private static Response varying(Response response) {
        String vary = response.headers().joined("vary");
        String lower = Ascii.lower(vary);
        if (lower.contains("accept-encoding") || lower.equals("*")) return response;
        return response.with(
                "vary", vary.isEmpty() ? "accept-encoding" : vary + ", accept-encoding");
    }

    private static Response coded(Response response, Coding coding) {
        Headers headers = response.headers().with("content-encoding", coding.token());
        Body body = coded(response.body(), coding);
        return TagSuffix.added(new Response(response.status(), headers, body), coding);
    }

    private static Body coded(Body body, Coding coding) {
        return switch (body) {
            case Body.Empty(), Body.FileRange _, Body.Incoming _, Body.Upgrade _ -> body;
            case Body.Bytes(var bytes) ->
                    new Body.Bytes(Compressor.compress(coding, Effort.EACH, bytes));
            case Body.Stream stream -> Body.stream(new CodedWriter(coding, stream.writer()));
        };
    }
}
