package dev.homeport.dns.wire;

import dev.homeport.dns.answer.Answer;
import dev.homeport.dns.answer.Answer.Authoritative;
import dev.homeport.dns.answer.Rcode;
import dev.homeport.dns.zone.DomainName;
import dev.homeport.dns.zone.RecordType;
import dev.homeport.dns.zone.Rrset;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What the server says of itself in class CHAOS (RFC 4892). An empty text means that the question
 * is refused. Immutable.
 *
 * @param version answer to {@code version.bind} and {@code version.server}, at most 255 ASCII bytes
 * @param id answer to {@code id.server} and {@code hostname.bind}, at most 255 ASCII bytes
 */
public record ServerIdentity(String version, String id) {
    /** Says nothing. */
    public static final ServerIdentity HIDDEN = new ServerIdentity("", "");

    private static final int TEXT_BYTES_MAX = 255;

    public ServerIdentity {
        for (String text : List.of(version, id)) {
            if (text.length() > TEXT_BYTES_MAX || !text.chars().allMatch(c -> c > 31 && c < 127)) {
                throw new IllegalArgumentException("not 255 printable ASCII bytes: " + text);
            }
        }
    }

    Answer answer(DomainName name, int type) {
        String text =
                switch (name.toString()) {
                    case "version.bind.", "version.server." -> version;
                    case "id.server.", "hostname.bind." -> id;
                    default -> "";
                };
        if (text.isEmpty()) return Answer.ofCode(Rcode.REFUSED);
        boolean asked = type == RecordType.TXT || type == RecordType.ANY;
        List<Rrset> answers = asked ? List.of(record(name, text)) : List.of();
        return new Answer(
                Rcode.NOERROR, Authoritative.YES, answers, List.of(), List.of(), List.of());
    }

    private static Rrset record(DomainName name, String text) {
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        byte[] data = new byte[ascii.length + 1];
        data[0] = (byte) ascii.length;
        System.arraycopy(ascii, 0, data, 1, ascii.length);
        return Rrset.of(name, RecordType.TXT, 0, List.of(data));
    }
}
