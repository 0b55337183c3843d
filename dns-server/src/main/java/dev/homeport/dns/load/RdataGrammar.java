package dev.homeport.dns.load;

import org.xbill.DNS.Type;

import java.util.Map;

/** What to tell somebody whose record data could not be read. */
final class RdataGrammar {
    private record Form(String needs, String example) {}

    private static final Map<Integer, Form> FORMS =
            Map.ofEntries(
                    form(Type.A, "an IPv4 address", "192.0.2.1"),
                    form(Type.AAAA, "an IPv6 address", "2001:db8::1"),
                    form(Type.NS, "the name of a server", "ns1"),
                    form(Type.CNAME, "one name", "www"),
                    form(Type.DNAME, "one name", "other.example."),
                    form(Type.PTR, "one name", "host.example."),
                    form(Type.MX, "a preference and a mail server", "10 mail"),
                    form(Type.TXT, "text in quotes, 255 bytes at most each", "\"v=spf1 -all\""),
                    form(
                            Type.SOA,
                            "two names and five numbers",
                            "ns1 hostmaster 1 3600 900 604800 300"),
                    form(Type.SRV, "priority, weight, port and a target", "0 5 443 www"),
                    form(Type.CAA, "flags, a tag and a value", "0 issue \"ca.example\""),
                    form(TypeWords.ALIAS, "the name of a host that is served here", "www.example."),
                    form(Type.DS, "key tag, algorithm, digest type and digest", "12345 13 2 0A1B…"),
                    form(
                            Type.TLSA,
                            "usage, selector, matching type and hexadecimal data",
                            "3 1 1 0A1B…"),
                    form(Type.SSHFP, "algorithm, type and fingerprint", "4 2 0A1B…"),
                    form(
                            Type.NAPTR,
                            "order, preference, flags, services, expression and replacement",
                            "10 10 \"u\" \"E2U+sip\" \"!^.*$!sip:info@example.com!\" ."),
                    form(Type.HTTPS, "priority, target and parameters", "1 . alpn=h2"),
                    form(Type.SVCB, "priority, target and parameters", "1 . alpn=h2"),
                    form(
                            Type.URI,
                            "priority, weight and a target",
                            "10 1 \"https://example.com\""));

    private RdataGrammar() {}

    private static Map.Entry<Integer, Form> form(int type, String needs, String example) {
        return Map.entry(type, new Form(needs, example));
    }

    /** What a type is made of, and what its parser disliked. */
    static String message(int type, String complaint) {
        Form form = FORMS.get(type);
        String needs = form == null ? " cannot be read" : " needs " + form.needs;
        return TypeWords.name(type) + needs + " (" + plain(complaint) + ")";
    }

    /** An example to follow. */
    static String remedy(int type) {
        Form form = FORMS.get(type);
        if (form == null) return "write it as its RFC says, or its bytes as in \\# 4 0a000001";
        String example = form.example;
        return "write e.g. " + (example.contains("\"") ? example : "\"" + example + "\"");
    }

    /** The parser's words without the place in the piece of text it was given. */
    private static String plain(String complaint) {
        int place = complaint.indexOf(": ");
        boolean placed = complaint.startsWith("<none>") && place > 0;
        return placed ? complaint.substring(place + 2) : complaint;
    }
}
