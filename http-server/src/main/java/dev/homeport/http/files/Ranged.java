package dev.homeport.http.files;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.homeport.http.Body;
import dev.homeport.http.Headers;
import dev.homeport.http.Request;
import dev.homeport.http.Response;
import dev.homeport.http.semantics.ByteRange;
import dev.homeport.http.semantics.ByteRange.Part;
import dev.homeport.http.semantics.Coding;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;

/** Answers requests for parts of a representation (RFC 9110 14, 15.3.7). */
final class Ranged {
    /** Several parts of a file on disk are put together in memory up to this size. */
    private static final long READ_BYTES_MAX = 1024 * 1024;

    private Ranged() {}

    /** Whether the answer has to read a file, which an event loop must not. */
    static boolean reads(Request request, Representation form) {
        // Only several ranges need a comma; whether they come to one is not worth knowing here.
        return form.body() instanceof Body.FileRange
                && request.method().equals("GET")
                && request.headers().joined("range").indexOf(',') >= 0;
    }

    /**
     * What {@code field}, the value of {@code Range}, asks of {@code form}.
     *
     * @throws IOException when a file on disk is not any more what it was
     */
    static Response answer(String field, Representation form) throws IOException {
        long length = form.body().length();
        return switch (ByteRange.parse(field, length)) {
            case ByteRange.Whole() -> form.whole();
            case ByteRange.Unsatisfiable() ->
                    // RFC 9110 15.5.17: says how long it is.
                    Response.of(416).with("content-range", "bytes */" + length);
            case Part part -> {
                Headers fields = form.whole().headers();
                yield new Response(
                        206, fields.and("content-range", range(part, length)), slice(form, part));
            }
            case ByteRange.Parts(var parts) -> several(form, parts);
        };
    }

    private static String range(Part part, long length) {
        long last = part.offset() + part.length() - 1;
        return "bytes " + part.offset() + "-" + last + "/" + length;
    }

    private static Body slice(Representation form, Part part) {
        return switch (form.body()) {
            case Body.Empty(), Body.Upgrade _ -> Body.empty();
            case Body.Bytes(var bytes) -> new Body.Bytes(slice(bytes, part));
            case Body.FileRange file ->
                    new Body.FileRange(file.file(), file.offset() + part.offset(), part.length());
            case Body.Stream _, Body.Incoming _ -> throw notOfFiles();
        };
    }

    private static byte[] slice(byte[] bytes, Part part) {
        int start = Math.toIntExact(part.offset());
        return Arrays.copyOfRange(bytes, start, start + Math.toIntExact(part.length()));
    }

    /** RFC 9110 14.6: multipart/byteranges. */
    private static Response several(Representation form, List<Part> parts) throws IOException {
        // A coding would be taken for one of the message with all its boundaries.
        if (form.coding() != Coding.IDENTITY) return form.whole();
        long sum = parts.stream().mapToLong(Part::length).sum();
        boolean onDisk = form.body() instanceof Body.FileRange;
        if (onDisk && sum > READ_BYTES_MAX) return form.whole();
        Headers fields = form.whole().headers();
        // The tag has a hash of the content, which the content can hardly hold itself.
        String boundary = "part-" + form.validators().tag().opaque();
        String type = fields.joined("content-type");
        ByteArrayOutputStream out =
                new ByteArrayOutputStream(Math.toIntExact(sum) + 200 * parts.size());
        for (Part part : parts) {
            String head =
                    "\r\n--%s\r\nContent-Type: %s\r\nContent-Range: %s\r\n\r\n"
                            .formatted(boundary, type, range(part, form.body().length()));
            out.writeBytes(head.getBytes(US_ASCII));
            out.writeBytes(bytes(form.body(), part));
        }
        out.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(US_ASCII));
        return new Response(
                206,
                fields.with("content-type", "multipart/byteranges; boundary=" + boundary),
                new Body.Bytes(out.toByteArray()));
    }

    private static byte[] bytes(Body body, Part part) throws IOException {
        return switch (body) {
            case Body.Empty(), Body.Upgrade _ -> new byte[0];
            case Body.Bytes(var bytes) -> slice(bytes, part);
            case Body.FileRange file -> read(file, part);
            case Body.Stream _, Body.Incoming _ -> throw notOfFiles();
        };
    }

    private static IllegalStateException notOfFiles() {
        return new IllegalStateException("the content of a file is not streamed");
    }

    private static byte[] read(Body.FileRange file, Part part) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(part.length()));
        try (FileChannel channel = FileChannel.open(file.file(), StandardOpenOption.READ)) {
            long position = file.offset() + part.offset();
            while (bytes.hasRemaining()) {
                int read = channel.read(bytes, position + bytes.position());
                if (read < 0) throw new EOFException(file.file() + " has become shorter");
            }
        }
        return bytes.array();
    }
}
