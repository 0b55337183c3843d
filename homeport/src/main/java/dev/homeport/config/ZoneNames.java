package dev.homeport.config;

import dev.homeport.dns.update.NamePattern;
import dev.homeport.dns.zone.DomainName;

import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;

/** Reads domain names: any that DNS knows, always taken as absolute. */
final class ZoneNames {
    private ZoneNames() {}

    static DomainName parse(String text) throws BadValue {
        try {
            if (!text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
                return DomainName.of(Name.fromString(text, Name.root));
            }
        } catch (TextParseException e) {
            // Said below, in words that go for everything that is no name.
        }
        throw new BadValue(
                Quoted.of(text) + " is no domain name", "write a name such as \"foobar.com\"");
    }

    /** {@code www.foobar.com} alone, or {@code *.foobar.com} for all names below. */
    static NamePattern parsePattern(String text) throws BadValue {
        if (text.equals("*")) return new NamePattern.Below(DomainName.ROOT);
        if (text.startsWith("*.")) return new NamePattern.Below(parse(text.substring(2)));
        return new NamePattern.Exactly(parse(text));
    }

    /** As a person writes it: without the final dot. */
    static String text(DomainName name) {
        String dotted = name.toString();
        return dotted.length() == 1 ? dotted : dotted.substring(0, dotted.length() - 1);
    }
}
