package dev.homeport.http.semantics;

import java.util.Optional;

/**
 * The host and port a request names (RFC 9110 7.2).
 *
 * @param host in lower case, without a final dot; an IPv6 address keeps its brackets
 * @param port 1 to 65535, or 0 when none is given
 */
public record Authority(String host, int port) {
    private static final int NAME_LENGTH_MAX = 253;
    private static final int LABEL_LENGTH_MAX = 63;

    /**
     * Reads {@code text}. Host names are letters, digits, hyphens and underscores in labels, as DNS
     * has them; the percent-encoding and punctuation that RFC 3986 would allow is refused.
     */
    public static Optional<Authority> parse(String text) {
        int hostEnd = text.startsWith("[") ? text.indexOf(']') + 1 : colonOrEnd(text);
        if (hostEnd <= 0) return Optional.empty();
        int port = port(text, hostEnd);
        if (port < 0) return Optional.empty();
        return host(text.substring(0, hostEnd)).map(host -> new Authority(host, port));
    }

    private static int colonOrEnd(String text) {
        int colon = text.indexOf(':');
        return colon < 0 ? text.length() : colon;
    }

    private static int port(String text, int hostEnd) {
        if (hostEnd == text.length()) return 0;
        if (text.charAt(hostEnd) != ':') return -1;
        // RFC 3986 3.2.3: the port may be empty, which means the default.
        if (hostEnd + 1 == text.length()) return 0;
        if (text.length() - hostEnd > 6) return -1;
        long port = Ascii.decimal(text.substring(hostEnd + 1));
        return port >= 1 && port <= 65535 ? (int) port : -1;
    }

    private static Optional<String> host(String text) {
        if (text.startsWith("[")) {
            String address = text.substring(1, text.length() - 1);
            if (!isIpv6(address)) return Optional.empty();
            return Optional.of(Ascii.lower(text));
        }
        String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        if (name.length() > NAME_LENGTH_MAX || !isName(name)) return Optional.empty();
        return Optional.of(Ascii.lower(name));
    }

    private static boolean isName(String name) {
        int label = 0;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '.') {
                if (label == 0) return false;
                label = 0;
            } else if (isNameCharacter(c) && label < LABEL_LENGTH_MAX) {
                label++;
            } else {
                return false;
            }
        }
        return label > 0;
    }

    private static boolean isNameCharacter(char c) {
        return Ascii.isDigit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '-' || c == '_';
    }

    /** RFC 3986 3.2.2: IPv6address; zone identifiers have no place in a request. */
    private static boolean isIpv6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) return groups(text, true) == 8;
        if (text.indexOf("::", gap + 1) >= 0) return false;
        int before = groups(text.substring(0, gap), false);
        int after = groups(text.substring(gap + 2), true);
        return before >= 0 && after >= 0 && before + after < 8;
    }

    /** How many 16-bit groups {@code text} stands for, or -1 when it is not well formed. */
    private static int groups(String text, boolean maybeIpv4) {
        if (text.isEmpty()) return 0;
        String[] parts = text.split(":", -1);
        int groups = 0;
        for (int i = 0; i < parts.length; i++) {
            boolean last = i == parts.length - 1;
            if (isHexGroup(parts[i])) {
                groups++;
            } else if (last && maybeIpv4 && isIpv4(parts[i])) {
                groups += 2;
            } else {
                return -1;
            }
        }
        return groups;
    }

    private static boolean isHexGroup(String text) {
        if (text.isEmpty() || text.length() > 4) return false;
        for (int i = 0; i < text.length(); i++) {
            if (Ascii.hex(text.charAt(i)) < 0) return false;
        }
        return true;
    }

    private static boolean isIpv4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) return false;
        for (String part : parts) {
            if (part.length() > 3 || Ascii.decimal(part) < 0 || Ascii.decimal(part) > 255) {
                return false;
            }
        }
        return true;
    }

    /** Whether the host is an address and not a name. */
    public boolean isAddress() {
        return host.startsWith("[") || isIpv4(host);
    }
}
