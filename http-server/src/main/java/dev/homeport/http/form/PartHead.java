package dev.homeport.http.form;

import dev.homeport.http.ContentException;
import dev.homeport.http.semantics.Ascii;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What the header fields of a part say (RFC 7578 4.2, 4.4, 4.8).
 *
 * @param name of the field
 * @param fileName of the file; empty for what is no file
 * @param type the media type
 */
// Read and taken apart at once.
record PartHead(String name, Optional<String> fileName, String type) {

    boolean isFile() {
        return fileName.isPresent();
    }

    static ContentException malformed(String why) {
        return new ContentException(400, "The form is malformed: " + why);
    }

    static ContentException tooManyParts(MultipartLimits limits) {
        return new ContentException(413, "The form has more than " + limits.partsMax() + " parts.");
    }

    /** A part of this head is longer than {@code limits} allow. */
    ContentException tooLong(MultipartLimits limits) {
        long bound = bytesMax(limits);
        return new ContentException(413, "A part of the form has more than " + bound + " bytes.");
    }

    /** How long the part may be. */
    long bytesMax(MultipartLimits limits) {
        return isFile() ? limits.fileBytesMax() : limits.fieldBytesMax();
    }

    /** Collects the lines of one head. */
    static final class Reader {
        private final MultipartLimits limits;
        private String disposition = "";
        private String type = "";

        Reader(MultipartLimits limits) {
            this.limits = limits;
        }

        /** Takes {@code line}, without its end, one character a byte. */
        void add(String line) throws ContentException {
            int colon = line.indexOf(':');
            if (colon < 0 || !Ascii.isToken(line.substring(0, colon))) {
                throw malformed("a part has a header line that is none.");
            }
            String value = Ascii.trim(line.substring(colon + 1));
            switch (Ascii.lower(line.substring(0, colon))) {
                case "content-disposition" -> disposition = once(disposition, value);
                case "content-type" -> type = once(type, value);
                case "content-transfer-encoding" -> requirePlain(value);
                default -> {} // RFC 7578 4.8: all others are ignored.
            }
        }

        PartHead head() throws ContentException {
            Optional<Parameters> parameters = Parameters.parse(disposition);
            boolean forms = parameters.isPresent() && parameters.get().value().equals("form-data");
            Optional<String> name = forms ? parameters.get().find("name") : Optional.empty();
            if (name.isEmpty()) throw malformed("a part has no name.");
            Optional<String> file = parameters.get().find("filename");
            Optional<String> fileName = Optional.empty();
            if (file.isPresent()) fileName = Optional.of(base(decoded(file.get())));
            // RFC 7578 4.4: text, unless it says something else.
            String usual = file.isPresent() ? "application/octet-stream" : "text/plain";
            return new PartHead(decoded(name.get()), fileName, type.isEmpty() ? usual : type);
        }

        private static String once(String before, String value) throws ContentException {
            if (!before.isEmpty() || value.isEmpty()) {
                throw malformed("a part has a header field twice or without a value.");
            }
            return value;
        }

        /** RFC 7578 4.7: nobody codes the parts of forms any more. */
        private static void requirePlain(String coding) throws ContentException {
            String lower = Ascii.lower(coding);
            if (!lower.equals("binary") && !lower.equals("8bit") && !lower.equals("7bit")) {
                throw malformed("a part is coded.");
            }
        }

        /** A name as browsers write it: UTF-8, with quotes and line ends as percent escapes. */
        private String decoded(String raw) throws ContentException {
            byte[] bytes = raw.getBytes(StandardCharsets.ISO_8859_1);
            if (bytes.length > limits.nameBytesMax()) {
                throw new ContentException(413, "A name in the form is too long.");
            }
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString()
                        .replace("%22", "\"")
                        .replace("%0D", "\r")
                        .replace("%0A", "\n");
            } catch (CharacterCodingException e) {
                throw malformed("a name is not UTF-8.");
            }
        }

        /** RFC 7578 4.2: folders before the name of a file are nobody's business. */
        private static String base(String fileName) {
            int slash = Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\'));
            return fileName.substring(slash + 1);
        }
    }
}
