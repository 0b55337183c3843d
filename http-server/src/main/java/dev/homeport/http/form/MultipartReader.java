package dev.homeport.http.form;

import dev.homeport.http.ContentException;
import dev.homeport.http.form.Multipart.Refused;
import dev.homeport.http.semantics.Ascii;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a body into parts at its boundary (RFC 2046 5.1.1). Strict: lines end with CRLF, nothing
 * stands before the first boundary, and a line that starts like a boundary and goes on otherwise is
 * refused, since others would read it otherwise. Used once.
 */
final class MultipartReader {
    private static final String CHARACTERS = "'()+_,-./:=? ";

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

    Multipart read() {
        try {
            // The first boundary has no line before it whose end would be part of it.
            boolean begins = startsWith(delimiter, 2, 0);
            if (!begins) throw PartHead.malformed("it does not begin with its boundary.");
            at = delimiter.length - 2;
            while (next() == Next.PART) part();
            return new Multipart.Form(parts);
        } catch (ContentException e) {
            return new Refused(e.status(), String.valueOf(e.getMessage()));
        }
    }

    /** Looks at what is behind a boundary, and goes behind that. */
    private Next next() throws ContentException {
        Next next = peek();
        if (next == Next.NEITHER) throw PartHead.malformed("a line only starts like the boundary.");
        return next;
    }

    private Next peek() {
        if (at + 1 < body.length && body[at] == '-' && body[at + 1] == '-') return Next.END;
        while (at < body.length && (body[at] == ' ' || body[at] == '\t')) at++;
        if (!isLineEnd(at)) return Next.NEITHER;
        at += 2;
        return Next.PART;
    }

    private void part() throws ContentException {
        if (parts.size() == limits.partsMax()) {
            throw PartHead.tooManyParts(limits);
        }
        PartHead head = head();
        int start = at;
        int end = find(start);
        if (end < 0) throw PartHead.malformed("it ends before its last boundary.");
        if (end - start > head.bytesMax(limits)) throw head.tooLong(limits);
        parts.add(new Part(head.name(), head.fileName(), head.type(), body, start, end - start));
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

    /** The header fields of a part, up to the empty line. */
    private PartHead head() throws ContentException {
        PartHead.Reader reader = new PartHead.Reader(limits);
        int start = at;
        for (String line = line(start); !line.isEmpty(); line = line(start)) reader.add(line);
        return reader.head();
    }

    /** The next line of a head that began at {@code start}, one character a byte. */
    private String line(int start) throws ContentException {
        for (int i = at; i < body.length; i++) {
            if (i - start > limits.headerBytesMax()) {
                throw new ContentException(413, "A part of the form has too large a header.");
            }
            if (body[i] == '\n' || body[i] == 0)
                throw PartHead.malformed("a header line ends oddly.");
            if (body[i] != '\r') continue;
            if (!isLineEnd(i)) throw PartHead.malformed("a header line ends oddly.");
            String line = new String(body, at, i - at, StandardCharsets.ISO_8859_1);
            at = i + 2;
            return line;
        }
        throw PartHead.malformed("it ends within a part.");
    }
}
