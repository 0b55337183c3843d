package dev.homeport.http.netty;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.Deflater;

/** Frames as text, one character a byte; {@code websocket-cases.txt} says how they are written. */
final class FrameText {
    private static final Map<String, Integer> KINDS =
            Map.of("cont", 0, "text", 1, "bin", 2, "close", 8, "ping", 9, "pong", 10);
    private static final Pattern FRAME = Pattern.compile("([a-z0-9]+?)((?:[-!]|\\+\\w+)*):(.*)");
    private static final Pattern MARK = Pattern.compile("[-!]|\\+\\w+");
    private static final Pattern REPEAT = Pattern.compile("\\{(\\d+)\\*(.)}");
    private static final byte[] MASK = {0x37, (byte) 0xfa, 0x21, 0x3d};

    private FrameText() {}

    /** The bytes of {@code frames}, which spaces separate. */
    static String encode(String frames) {
        StringBuilder bytes = new StringBuilder();
        for (String frame : frames.split(" ", -1)) bytes.append(encodeOne(frame));
        return bytes.toString();
    }

    private static String encodeOne(String frame) {
        Matcher parts = FRAME.matcher(frame);
        if (!parts.matches()) throw new IllegalArgumentException("no frame: " + frame);
        String kind = parts.group(1);
        Integer known = KINDS.get(kind);
        int opcode = known == null ? Integer.parseInt(kind.substring(2), 16) : known;
        List<String> marks =
                MARK.matcher(parts.group(2)).results().map(mark -> mark.group()).toList();
        String payload = payload(opcode, marks, parts.group(3));
        int first = opcode | (marks.contains("-") ? 0 : 0x80);
        if (marks.contains("+1")) first |= 0x40;
        if (marks.contains("+2")) first |= 0x20;
        if (marks.contains("+3")) first |= 0x10;
        return (char) first + head(marks, payload.length()) + masked(marks, payload);
    }

    private static String payload(int opcode, List<String> marks, String text) {
        if (marks.contains("+half")) return "\u0003";
        if (opcode != 8 || text.isEmpty()) return unescape(text);
        int code = Integer.parseInt(text.substring(0, 4));
        return "" + (char) (code >> 8) + (char) (code & 0xff) + unescape(text.substring(4));
    }

    private static String head(List<String> marks, int length) {
        int mask = marks.contains("!") ? 0 : 0x80;
        if (marks.contains("+n")) return (char) (mask | 127) + number(Long.MIN_VALUE, 8);
        for (String mark : marks) {
            if (!mark.startsWith("+L")) continue;
            long claimed = Long.parseLong(mark.substring(2));
            return claimed > 0xffff
                    ? (char) (mask | 127) + number(claimed, 8)
                    : (char) (mask | 126) + number(claimed, 2);
        }
        if (marks.contains("+q") || length > 0xffff) return (char) (mask | 127) + number(length, 8);
        if (marks.contains("+w") || length > 125) return (char) (mask | 126) + number(length, 2);
        return "" + (char) (mask | length);
    }

    private static String number(long value, int bytes) {
        StringBuilder text = new StringBuilder();
        for (int i = bytes - 1; i >= 0; i--) text.append((char) (value >>> (8 * i) & 0xff));
        return text.toString();
    }

    private static String masked(List<String> marks, String payload) {
        if (marks.contains("!")) return payload;
        byte[] bytes = payload.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < bytes.length; i++) bytes[i] ^= MASK[i & 3];
        return SocketClient.latin(MASK) + SocketClient.latin(bytes);
    }

    private static String unescape(String text) {
        String repeated = REPEAT.matcher(text).replaceAll(m -> repeat(m.group(1), m.group(2)));
        if (repeated.startsWith("{z:")) {
            return deflate(unescape(repeated.substring(3, repeated.length() - 1)));
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < repeated.length(); i++) {
            char c = repeated.charAt(i);
            if (c != '\\') {
                out.append(c);
            } else if (repeated.charAt(i + 1) == 's') {
                out.append(' ');
                i++;
            } else {
                out.append((char) Integer.parseInt(repeated.substring(i + 2, i + 4), 16));
                i += 3;
            }
        }
        return out.toString();
    }

    private static String repeat(String times, String what) {
        return Matcher.quoteReplacement(what.repeat(Integer.parseInt(times)));
    }

    static String deflate(String plain) {
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(plain.getBytes(StandardCharsets.ISO_8859_1));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] piece = new byte[1 << 20];
        out.write(piece, 0, deflater.deflate(piece, 0, piece.length, Deflater.SYNC_FLUSH));
        deflater.end();
        String bytes = SocketClient.latin(out.toByteArray());
        return bytes.substring(0, bytes.length() - 4);
    }

    /** A frame as text; its payload as it is. */
    static String decode(int first, byte[] payload) {
        int opcode = first & 0x0f;
        String kind =
                KINDS.entrySet().stream()
                        .filter(each -> each.getValue() == opcode)
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElse("op" + Integer.toHexString(opcode));
        String marks = ((first & 0x80) == 0 ? "-" : "") + ((first & 0x70) == 0 ? "" : "+reserved");
        String text = SocketClient.latin(payload);
        if (opcode == 8 && payload.length >= 2) {
            text = "%04d".formatted(text.charAt(0) << 8 | text.charAt(1)) + text.substring(2);
        }
        return kind + marks + ":" + text;
    }

    /** Frames of an expectation, with their payloads as they are. */
    static String plain(String expected) {
        StringBuilder plain = new StringBuilder();
        for (String frame : expected.split(" ", -1)) {
            int colon = frame.indexOf(':') + 1;
            plain.append(plain.isEmpty() ? "" : " ");
            plain.append(frame, 0, colon).append(unescape(frame.substring(colon)));
        }
        return plain.toString();
    }
}
