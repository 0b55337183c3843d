package dev.homeport.http.form;

import dev.homeport.http.Body;
import dev.homeport.http.ContentException;
import dev.homeport.http.Request;

import java.util.List;
import java.util.Optional;

/** A form with files as it came in (RFC 7578), or why it is none. */
public sealed interface Multipart {

    /** All parts, in their order; a name may come several times. */
    record Form(List<Part> parts) implements Multipart {
        public Form {
            parts = List.copyOf(parts);
        }

        /** The parts called {@code name}. */
        public List<Part> all(String name) {
            return parts.stream().filter(part -> part.name().equals(name)).toList();
        }

        /** The part called {@code name}; empty when there is none, or more than one. */
        public Optional<Part> find(String name) {
            List<Part> all = all(name);
            return all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty();
        }
    }

    /**
     * It is not taken.
     *
     * @param status 400 for what is malformed, 413 past a bound, 415 for another media type
     * @param reason one sentence for people
     */
    record Refused(int status, String reason) implements Multipart {}

    /** Reads the content of {@code request}. */
    static Multipart read(Request request, MultipartLimits limits) {
        String type = request.headers().joined("content-type");
        return switch (request.body()) {
            case Body.Empty() -> decode(type, new byte[0], limits);
            case Body.Bytes(var bytes) -> decode(type, bytes, limits);
            case Body.FileRange _, Body.Stream _, Body.Incoming _, Body.Upgrade _ ->
                    new Refused(413, "The form is too large.");
        };
    }

    /**
     * Reads {@code body}, which came with {@code contentType}. Total: whatever they are, it ends in
     * time and memory that their length bounds, and does not throw.
     */
    static Multipart decode(String contentType, byte[] body, MultipartLimits limits) {
        try {
            return new MultipartReader(body, MultipartStream.boundary(contentType), limits).read();
        } catch (ContentException e) {
            return new Refused(e.status(), String.valueOf(e.getMessage()));
        }
    }
}
