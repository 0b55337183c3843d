package dev.homeport.app.form;

import dev.homeport.app.problem.Outcome;
import dev.homeport.http.Body;
import dev.homeport.http.Request;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code application/x-www-form-urlencoded}, strictly: ASCII as sent, whole percent escapes,
 * UTF-8 behind them, within {@link FormLimits}. Thread-safe.
 */
public final class FormReader {
    private static final String MEDIA_TYPE = "application/x-www-form-urlencoded";

    private final FormLimits limits;

    public FormReader(FormLimits limits) {
        this.limits = limits;
    }

    /** The form in the content of {@code request}; 415, 413 or 400 when there is none. */
    public Outcome<Form> read(Request request) {
        String type = request.header("content-type").orElse("");
        String mediaType = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!mediaType.equals(MEDIA_TYPE)) {
            return Outcome.refused(415, "A form is sent as " + MEDIA_TYPE + ".");
        }
        return switch (request.body()) {
            case Body.Empty() -> read(new byte[0]);
            case Body.Bytes(byte[] bytes) -> read(bytes);
            case Body.FileRange _, Body.Stream _, Body.Incoming _, Body.Upgrade _ ->
                    Outcome.refused(413, "The form is larger than we take.");
        };
    }

    /** The fields in the query of a URL. */
    public Outcome<Form> query(String query) {
        return read(query.getBytes(StandardCharsets.UTF_8));
    }

    /** The form that {@code bytes} are; never throws, whatever they are. */
    public Outcome<Form> read(byte[] bytes) {
        if (bytes.length > limits.bytesMax()) {
            return Outcome.refused(413, "The form is larger than " + limits.bytesMax() + " bytes.");
        }
        Map<String, List<String>> fields = new LinkedHashMap<>();
        int count = 0;
        for (int start = 0; start < bytes.length; ) {
            int end = indexOf(bytes, '&', start, bytes.length);
            if (end > start) {
                if (++count > limits.fieldsMax()) {
                    return Outcome.refused(
                            413, "The form has more than " + limits.fieldsMax() + " fields.");
                }
                Optional<String> fault = addField(bytes, start, end, fields);
                if (fault.isPresent()) return Outcome.refused(400, fault.get());
            }
            start = end + 1;
        }
        return Outcome.of(new Form(fields));
    }

    /** Adds the field in {@code bytes} from {@code start} to {@code end}, or says what is wrong. */
    private Optional<String> addField(
            byte[] bytes, int start, int end, Map<String, List<String>> fields) {
        int equals = indexOf(bytes, '=', start, end);
        Optional<String> name = decode(bytes, start, equals, limits.nameBytesMax());
        Optional<String> value =
                decode(bytes, Math.min(equals + 1, end), end, limits.valueBytesMax());
        if (name.isEmpty()) return Optional.of("The name of a field is too long or not UTF-8.");
        if (value.isEmpty()) {
            return Optional.of("The value of a field is too long or not UTF-8.");
        }
        fields.computeIfAbsent(name.get(), _ -> new ArrayList<>()).add(value.get());
        return Optional.empty();
    }

    private static Optional<String> decode(byte[] bytes, int start, int end, int bytesMax) {
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(end - start);
        for (int i = start; i < end; ) {
            byte b = bytes[i++];
            if (b == '%') {
                if (end - i < 2) return Optional.empty();
                int high = Character.digit(ascii(bytes[i]), 16);
                int low = Character.digit(ascii(bytes[i + 1]), 16);
                if (high < 0 || low < 0) return Optional.empty();
                decoded.write(high << 4 | low);
                i += 2;
            } else if (b < 0x20 || b == 0x7f) {
                // Browsers escape controls and everything beyond ASCII; what is bare is no form.
                return Optional.empty();
            } else {
                decoded.write(b == '+' ? ' ' : b);
            }
        }
        return decoded.size() > bytesMax ? Optional.empty() : utf8(decoded.toByteArray());
    }

    /** {@code b} as a character, NUL when it is beyond ASCII. */
    private static char ascii(byte b) {
        return (char) Math.max(b, 0);
    }

    private static Optional<String> utf8(byte[] bytes) {
        try {
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** Where {@code wanted} is in {@code bytes} from {@code start}, or {@code end}. */
    private static int indexOf(byte[] bytes, char wanted, int start, int end) {
        for (int i = start; i < end; i++) {
            if (bytes[i] == wanted) return i;
        }
        return end;
    }
}
