package dev.homeport.http.coding;

import dev.homeport.http.Headers;
import dev.homeport.http.Request;
import dev.homeport.http.Response;
import dev.homeport.http.semantics.Coding;

import java.util.List;
import java.util.Optional;

/** Makes entity tags of coded content differ from those of plain content, and back again. */
final class TagSuffix {
    private static final List<String> PRECONDITIONS =
            List.of("if-match", "if-none-match", "if-range");
    private static final List<Coding> CODINGS = List.of(Coding.BR, Coding.ZSTD, Coding.GZIP);

    private TagSuffix() {}

    private static String suffix(Coding coding) {
        return "--" + coding.token() + "\"";
    }

    /** {@code request} with the tags as its handler knows them. */
    static Request removed(Request request) {
        Headers headers = request.headers();
        for (String name : PRECONDITIONS) {
            if (!headers.contains(name)) continue;
            String value = headers.joined(name);
            for (Coding coding : CODINGS) value = value.replace(suffix(coding), "\"");
            headers = headers.with(name, value);
        }
        if (headers.equals(request.headers())) return request;
        return new Request(
                request.method(),
                request.target(),
                headers,
                request.body(),
                request.peer(),
                request.parameters(),
                request.attributes());
    }

    /** {@code response}, coded, with a tag of its own. */
    static Response added(Response response, Coding coding) {
        Optional<String> tag = response.headers().first("etag");
        if (tag.isEmpty() || !tag.get().endsWith("\"")) return response;
        String plain = tag.get().substring(0, tag.get().length() - 1);
        return response.with("etag", plain + suffix(coding));
    }

    /** RFC 9110 15.4.5: a 304 names the tag the client has, with its suffix. */
    static Response restored(Request request, Response notModified) {
        String sent = request.headers().joined("if-none-match");
        for (Coding coding : CODINGS) {
            Response coded = added(notModified, coding);
            String tag = coded.headers().first("etag").orElse("");
            if (!tag.isEmpty() && sent.contains(tag)) return coded;
        }
        return notModified;
    }
}
