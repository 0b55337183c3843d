package dev.homeport.http.form;

import dev.homeport.http.form.Multipart.Refused;
import dev.homeport.http.semantics.Ascii;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts a body into parts at its boundary (RFC 2046 5.1.1). Strict: lines end with CRLF, nothing
 * stands before the first boundary, and a line that starts like a boundary and goes on otherwise is
 * refused, since others would read it otherwise. Used once.
 */
final class MultipartReader {
    private static final String CHARACTERS = "'()+_,-./:=? ";
    private static final String NOT_A_FORM = "The form is malformed: ";

    private final byte[] body;

    /** CRLF, two hyphens and the boundary; it has one CR, so that finding it takes linear time. */
    private final byte[] delimiter;

    private final MultipartLimits limits;
    private final List<Part> parts = new ArrayList<>();
    private int at;

    MultipartReader(byte[] body, String boundary, MultipartLimits limits) {
        this.body = body;
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.US_ASCII);
        this.limits = limits;
    }

    /** RFC 2046 5.1.1: 1 to 70 of few characters, and no space at the end. */
    static boolean isBoundary(String text) {
        if (text.isEmpty() || text.length() > 70 || text.endsWith(" ")) return false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
            if (!letter && !Ascii.isDigit(c) && CHARACTERS.indexOf(c) < 0) return false;
        }
        return true;
    }

    /** What follows a boundary. */
    private enum Next {
        PART,
        END,
        NEITHER
    }

    /** Why reading stopped, on the way up to {@link #read}; it carries no stack. */
    private static final class Stop extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Refused refused;

        Stop(int status, String reason) {
            super(reason, null, false, false);
            refused = new Refused(status, reason);
        }
    }

    private static Stop malformed(String why) {
        return new Stop(400, NOT_A_FORM + why);
    }

    Multipart read() {
        try {
            // The first boundary has no line before it whose end would be part of it.
            boolean begins = startsWith(delimiter, 2, 0);
            if (!begins) throw malformed("it does not begin with its boundary.");
            at = delimiter.length - 2;
            while (next() == Next.PART) part();
            return new Multipart.Form(parts);
        } catch (Stop stop) {
            return stop.refused;
        }
    }

    /** Looks at what is behind a boundary, and goes behind that. */
    private Next next() throws Stop {
        Next next = peek();
        if (next == Next.NEITHER) throw malformed("a line only starts like the boundary.");
        return next;
    }

    private Next peek() {
        if (at + 1 < body.length && body[at] == '-' && body[at + 1] == '-') return Next.END;
        while (at < body.length && (body[at] == ' ' || body[at] == '\t')) at++;
        if (!isLineEnd(at)) return Next.NEITHER;
        at += 2;
        return Next.PART;
    }

    private void part() throws Stop {
        if (parts.size() == limits.partsMax()) {
            throw new Stop(413, "The form has more than " + limits.partsMax() + " parts.");
        }
        Head head = head();
        int start = at;
        int end = find(start);
        if (end < 0) throw malformed("it ends before its last boundary.");
        int bound = head.fileName.isPresent() ? limits.fileBytesMax() : limits.fieldBytesMax();
        if (end - start > bound) {
            throw new Stop(413, "A part of the form has more than " + bound + " bytes.");
        }
        parts.add(new Part(head.name, head.fileName, head.type, body, start, end - start));
        at = end + delimiter.length;
    }

    /** Where the next delimiter begins, or -1. */
    private int find(int from) {
        for (int i = from; i <= body.length - delimiter.length; i++) {
            if (body[i] == '\r' && startsWith(delimiter, 0, i)) return i;
        }
        return -1;
    }

    private boolean startsWith(byte[] wanted, int skipped, int place) {
        if (body.length - place < wanted.length - skipped) return false;
        for (int i = skipped; i < wanted.length; i++) {
            if (body[place + i - skipped] != wanted[i]) return false;
        }
        return true;
    }

    private boolean isLineEnd(int place) {
        return place + 1 < body.length && body[place] == '\r' && body[place + 1] == '\n';
    }

    // Read and taken apart at once.
    private record Head(String name, Optional<String> fileName, String type) {}

    /** The header fields of a part, up to the empty line (RFC 7578 4.2, 4.4, 4.8). */
    private Head head() throws Stop {
        String disposition = "";
        String type = "";
        int start = at;
        for (String line = line(start); !line.isEmpty(); line = line(start)) {
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
        return head(disposition, type);
    }

    private Head head(String disposition, String type) throws Stop {
        Optional<Parameters> parameters = Parameters.parse(disposition);
        boolean forms = parameters.isPresent() && parameters.get().value().equals("form-data");
        Optional<String> name = forms ? parameters.get().find("name") : Optional.empty();
        if (name.isEmpty()) throw malformed("a part has no name.");
        Optional<String> file = parameters.get().find("filename");
        Optional<String> fileName = Optional.empty();
        if (file.isPresent()) fileName = Optional.of(base(decoded(file.get())));
        // RFC 7578 4.4: text, unless it says something else.
        String usual = file.isPresent() ? "application/octet-stream" : "text/plain";
        return new Head(decoded(name.get()), fileName, type.isEmpty() ? usual : type);
    }

    private static String once(String before, String value) throws Stop {
        if (!before.isEmpty() || value.isEmpty()) {
            throw malformed("a part has a header field twice or without a value.");
        }
        return value;
    }

    /** RFC 7578 4.7: nobody codes the parts of forms any more. */
    private static void requirePlain(String coding) throws Stop {
        String lower = Ascii.lower(coding);
        if (!lower.equals("binary") && !lower.equals("8bit") && !lower.equals("7bit")) {
            throw malformed("a part is coded.");
        }
    }

    /** The next line of a head that began at {@code start}, one character a byte. */
    private String line(int start) throws Stop {
        for (int i = at; i < body.length; i++) {
            if (i - start > limits.headerBytesMax()) {
                throw new Stop(413, "A part of the form has too large a header.");
            }
            if (body[i] == '\n' || body[i] == 0) throw malformed("a header line ends oddly.");
            if (body[i] != '\r') continue;
            if (!isLineEnd(i)) throw malformed("a header line ends oddly.");
            String line = new String(body, at, i - at, StandardCharsets.ISO_8859_1);
            at = i + 2;
            return line;
        }
        throw malformed("it ends within a part.");
    }

    /** A name as browsers write it: UTF-8, with quotes and line ends as percent escapes. */
    private String decoded(String raw) throws Stop {
        byte[] bytes = raw.getBytes(StandardCharsets.ISO_8859_1);
        if (bytes.length > limits.nameBytesMax()) {
            throw new Stop(413, "A name in the form is too long.");
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
