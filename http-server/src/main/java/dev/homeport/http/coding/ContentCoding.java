package dev.homeport.http.coding;

import dev.homeport.http.Body;
import dev.homeport.http.Filter;
import dev.homeport.http.Handler;
import dev.homeport.http.Headers;
import dev.homeport.http.Request;
import dev.homeport.http.Response;
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
 * <p>It leaves alone what is coded already, parts of ranges, what says {@code no-transform}, files,
 * short content and types that do not shrink. A strong entity tag gets a suffix, since the coded
 * bytes are another representation; handlers see the tags of preconditions without it.
 *
 * @param bytesMin shorter content is not worth it
 */
public record ContentCoding(int bytesMin) implements Filter {
    /** Compresses from about one network packet on. */
    public static final ContentCoding DEFAULT = new ContentCoding(1024);

    private static final List<Coding> CODINGS = available();

    private static List<Coding> available() {
        List<Coding> codings = new ArrayList<>();
        for (Coding coding : Coding.values()) {
            if (Compressor.isAvailable(coding)) codings.add(coding);
        }
        return List.copyOf(codings);
    }

    @Override
    public Response filter(Request request, Handler next) throws Exception {
        Response plain = next.handle(TagSuffix.removed(request));
        if (plain.status() == 304) return varying(TagSuffix.restored(request, plain));
        if (!isCodable(plain)) return plain;
        Response varied = varying(plain);
        if (!(plain.body() instanceof Body.Bytes(var bytes)) || bytes.length < bytesMin) {
            return varied;
        }
        Optional<Coding> coding = AcceptEncoding.of(request.headers()).pick(CODINGS);
        if (coding.isEmpty() || coding.get() == Coding.IDENTITY) return varied;
        return coded(varied, coding.get(), bytes);
    }

    private static boolean isCodable(Response response) {
        Headers headers = response.headers();
        Optional<String> type = headers.first("content-type");
        return type.isPresent()
                && MediaTypes.isCompressible(type.get())
                && response.status() != 206
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

    private static Response coded(Response response, Coding coding, byte[] bytes) {
        Headers headers = response.headers().with("content-encoding", coding.token());
        Body body = new Body.Bytes(Compressor.compress(coding, Effort.EACH, bytes));
        return TagSuffix.added(new Response(response.status(), headers, body), coding);
    }
}
