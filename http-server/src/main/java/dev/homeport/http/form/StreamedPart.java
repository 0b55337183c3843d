package dev.homeport.http.form;

import dev.homeport.http.ContentException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/**
 * A field or a file of a form that is read while it comes. Used by one thread, until the next part
 * is asked for.
 */
public final class StreamedPart {
    private final PartHead head;
    private final MultipartStream form;
    private final MultipartLimits limits;
    private final InputStream content = new Content();
    private long length;
    private boolean over;

    StreamedPart(PartHead head, MultipartStream form, MultipartLimits limits) {
        this.head = head;
        this.form = form;
        this.limits = limits;
    }

    /** The name of the field. */
    public String name() {
        return head.name();
    }

    /** As {@link Part#fileName}: what a stranger wrote. */
    public Optional<String> fileName() {
        return head.fileName().filter(name -> !name.isEmpty());
    }

    /** Whether it is a file; one that was not chosen has neither name nor content. */
    public boolean isFile() {
        return head.isFile();
    }

    /** The media type the client claims (RFC 7578 4.4). */
    public String contentType() {
        return head.type();
    }

    /**
     * The content. Reading throws {@link ContentException} when it is longer than its limit or
     * breaks off.
     */
    public InputStream stream() {
        return content;
    }

    /** The content of a field as text; empty when it is not UTF-8. */
    public Optional<String> text() throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(content.readAllBytes());
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** Passes over what was not read. */
    void finish() throws IOException {
        content.transferTo(java.io.OutputStream.nullOutputStream());
        over = true;
    }

    private final class Content extends InputStream {
        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int most) throws IOException {
            Objects.checkFromIndexSize(offset, most, bytes.length);
            if (most == 0) return 0;
            if (over) return -1;
            int read = form.read(bytes, offset, most);
            if (read < 0) {
                over = true;
                return -1;
            }
            length += read;
            if (length > head.bytesMax(limits)) throw head.tooLong(limits);
            return read;
        }
    }
}
