package dev.homeport.config;

import java.net.IDN;
import java.util.Locale;

/**
 * Reads host names: letters, digits and hyphens (RFC 1123 2.1), in lower case, without a final dot.
 */
final class HostNames {
    private static final int NAME_MAX = 253;
    private static final int LABEL_MAX = 63;

    private HostNames() {}

    static String parse(String text) throws BadValue {
        String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        if (name.isEmpty()) throw bad(text, "write a name such as \"www.foobar.com\"");
        if (!name.chars().allMatch(c -> c < 128)) throw bad(text, ascii(name));
        if (name.indexOf(':') >= 0 || name.indexOf('/') >= 0) {
            throw bad(text, "write the name alone, without scheme, port or path");
        }
        if (name.length() > NAME_MAX) throw bad(text, "a name has at most 253 characters");
        String lower = name.toLowerCase(Locale.ROOT);
        String last = "";
        for (String label : lower.split("\\.", -1)) {
            requireLabel(text, label);
            last = label;
        }
        if (last.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw bad(text, "write a name; an address cannot be the host of a site");
        }
        return lower;
    }

    private static void requireLabel(String text, String label) throws BadValue {
        if (label.isEmpty()) throw bad(text, "remove the doubled or leading dot");
        if (label.length() > LABEL_MAX) throw bad(text, "a label has at most 63 characters");
        if (label.equals("*")) throw bad(text, "list the names one by one under aliases");
        if (label.startsWith("-")
                || label.endsWith("-")
                || !label.chars().allMatch(HostNames::ldh)) {
            throw bad(text, "use letters, digits, hyphens inside a label, and dots");
        }
    }

    private static boolean ldh(int c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    }

    private static String ascii(String name) {
        try {
            return "write it as \"" + IDN.toASCII(name) + "\"";
        } catch (IllegalArgumentException e) {
            return "use letters, digits, hyphens inside a label, and dots";
        }
    }

    private static BadValue bad(String text, String remedy) {
        return new BadValue(Quoted.of(text) + " is no host name", remedy);
    }
}
