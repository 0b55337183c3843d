package dev.homeport.http.form;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A field or a file of a form. It looks into the content of the request and copies nothing until it
 * is asked to. Immutable.
 */
public final class Part {
    private final String name;
    private final Optional<String> fileName;
    private final String contentType;
    private final byte[] body;
    private final int offset;
    private final int length;

    Part(
            String name,
            Optional<String> fileName,
            String contentType,
            byte[] body,
            int offset,
            int length) {
        this.name = name;
        this.fileName = fileName;
        this.contentType = contentType;
        this.body = body;
        this.offset = offset;
        this.length = length;
    }

    /** The name of the field. */
    public String name() {
        return name;
    }

    /**
     * The name of the file, without the folders some clients put before it; empty for what is no
     * file, and for a file without a name. It is what a stranger wrote: show it, never open it.
     */
    public Optional<String> fileName() {
        return fileName.filter(name -> !name.isEmpty());
    }

    /** Whether it is a file; one that was not chosen has neither name nor content. */
    public boolean isFile() {
        return fileName.isPresent();
    }

    /** The media type the client claims (RFC 7578 4.4). */
    public String contentType() {
        return contentType;
    }

    /** How many bytes it has. */
    public int length() {
        return length;
    }

    /** A copy of the content. */
    public byte[] bytes() {
        return Arrays.copyOfRange(body, offset, offset + length);
    }

    /** The content to read, without a copy. */
    public InputStream stream() {
        return new ByteArrayInputStream(body, offset, length);
    }

    /** The content as text; empty when it is not UTF-8. */
    public Optional<String> text() {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(body, offset, length);
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
