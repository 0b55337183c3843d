package dev.homeport.config;

import dev.homeport.dns.transfer.AccessList;
import dev.homeport.dns.transfer.AccessRule;
import dev.homeport.dns.transfer.Prefix;
import dev.homeport.dns.transfer.Remote;
import dev.homeport.dns.zone.DomainName;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads who is let in, and other servers: addresses, prefixes and the names of keys. */
final class PeerReader {
    private static final String KEY = "key:";
    private static final int PORT = 53;
    private static final Pattern BITS = Pattern.compile("[0-9]{1,3}");
    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}");

    private final Set<DomainName> keys;

    /**
     * @param keys the names of keys there are
     */
    PeerReader(Set<DomainName> keys) {
        this.keys = Set.copyOf(keys);
    }

    /** A list of who is let in. */
    AccessList accessList(Section section, String key, AccessList fallback) {
        if (!section.has(key)) return fallback;
        List<AccessRule> rules = new ArrayList<>();
        for (Placed<List<AccessRule>> read : section.readAll(key, List.of(), this::parseRules)) {
            rules.addAll(read.value());
        }
        return new AccessList(rules);
    }

    /** {@code 192.0.2.1}, {@code 192.0.2.0/24}, {@code key:name}, an address and a key, or any. */
    private List<AccessRule> parseRules(String text) throws BadValue {
        String[] words = text.strip().split(" +", -1);
        if (words.length == 1 && words[0].equals("any")) {
            return List.of(
                    new AccessRule.From(new Prefix(InetAddress.ofLiteral("0.0.0.0"), 0)),
                    new AccessRule.From(new Prefix(InetAddress.ofLiteral("::"), 0)));
        }
        if (words.length == 1 && words[0].startsWith(KEY)) {
            return List.of(new AccessRule.SignedBy(knownKey(words[0])));
        }
        if (words.length == 1) return List.of(new AccessRule.From(prefix(words[0])));
        if (words.length == 2 && words[1].startsWith(KEY)) {
            return List.of(new AccessRule.SignedFrom(prefix(words[0]), knownKey(words[1])));
        }
        throw badRule(text);
    }

    private static Prefix prefix(String text) throws BadValue {
        int slash = text.indexOf('/');
        InetAddress address = address(slash < 0 ? text : text.substring(0, slash), text);
        if (slash < 0) return Prefix.of(address);
        String bits = text.substring(slash + 1);
        if (!BITS.matcher(bits).matches()) throw badRule(text);
        try {
            return new Prefix(address, Integer.parseInt(bits));
        } catch (IllegalArgumentException e) {
            throw new BadValue(
                    Quoted.of(text) + " is no prefix: " + e.getMessage(),
                    "write the first address of the range and how many bits it shares, such as"
                            + " \"192.0.2.0/24\"");
        }
    }

    private static InetAddress address(String text, String whole) throws BadValue {
        try {
            if (IPV4.matcher(text).matches() || text.indexOf(':') >= 0) {
                return InetAddress.ofLiteral(text);
            }
        } catch (IllegalArgumentException e) {
            // Said below, as for everything else that is no address.
        }
        throw badRule(whole);
    }

    private static BadValue badRule(String text) {
        return new BadValue(
                Quoted.of(text) + " says not who",
                "write \"192.0.2.1\", \"192.0.2.0/24\", \"key:NAME\", \"192.0.2.1 key:NAME\" or"
                        + " \"any\"");
    }

    private DomainName knownKey(String text) throws BadValue {
        return knownName(text.substring(KEY.length()));
    }

    /** The name of a key that the file has. */
    DomainName knownName(String text) throws BadValue {
        DomainName name = ZoneNames.parse(text);
        if (keys.contains(name)) return name;
        throw new BadValue(
                "there is no key " + Quoted.of(text),
                keys.isEmpty()
                        ? "add [[key]] with its name and secret"
                        : Suggestion.of(text, keys.stream().map(ZoneNames::text).toList()));
    }

    /** Other servers: texts with address and key, or tables with both. */
    List<Remote> remotes(Section section, String key) {
        List<Remote> remotes = new ArrayList<>();
        for (Section.Element element : section.elements(key)) {
            switch (element) {
                case Section.Element.Text text ->
                        text.read(this::parseRemote).ifPresent(remotes::add);
                case Section.Element.Table(Section table) -> remote(table, remotes);
            }
        }
        return remotes;
    }

    private void remote(Section table, List<Remote> remotes) {
        if (!table.has("address")) {
            table.problem("address", "there is no address", "add address = \"192.0.2.1:53\"");
        }
        List<Placed<InetSocketAddress>> address =
                table.readAll("address", List.of(), PeerReader::parseSocket);
        List<Placed<DomainName>> key = table.readAll("key", List.of(), this::knownName);
        table.finish();
        if (address.isEmpty()) return;
        remotes.add(
                new Remote(
                        address.getFirst().value(), key.isEmpty() ? null : key.getFirst().value()));
    }

    private Remote parseRemote(String text) throws BadValue {
        String[] words = text.strip().split(" +", -1);
        if (words.length == 1) return new Remote(parseSocket(words[0]), null);
        if (words.length == 2 && words[1].startsWith(KEY)) {
            return new Remote(parseSocket(words[0]), knownKey(words[1]));
        }
        throw badRemote(text);
    }

    private static InetSocketAddress parseSocket(String text) throws BadValue {
        boolean bare = text.indexOf(':') != text.lastIndexOf(':') && !text.startsWith("[");
        if (bare || IPV4.matcher(text).matches()) {
            return new InetSocketAddress(address(text, text), PORT);
        }
        if (text.indexOf(':') < 0) throw badRemote(text);
        Listener parsed = Addresses.parse(text);
        if (parsed.port() == 0 || parsed.address().isAnyLocalAddress()) throw badRemote(text);
        return parsed.socketAddress();
    }

    private static BadValue badRemote(String text) {
        return new BadValue(
                Quoted.of(text) + " is no server",
                "write its address, with a port if it is not 53 and a key if it wants one, such as"
                        + " \"192.0.2.1:5353 key:NAME\"");
    }
}
