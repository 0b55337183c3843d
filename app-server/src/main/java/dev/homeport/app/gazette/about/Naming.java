package dev.homeport.app.gazette.about;

import dev.homeport.app.ServerFacts;
import dev.homeport.app.ServerFacts.DnsRecord;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a name is found, by the records this server's own DNS holds.
 *
 * @param name the name, without the final dot
 * @param zone the zone it lies in, if this server's DNS has it
 * @param records its records, and those of the names it is an alias for
 * @param nameServers how many name servers its zone names
 */
public record Naming(
        String name, Optional<ServerFacts.Zone> zone, List<DnsRecord> records, long nameServers) {
    private static final int ALIAS_STEPS_MAX = 8;

    public Naming {
        records = List.copyOf(records);
    }

    static Naming of(String name, ServerFacts facts) {
        Optional<ServerFacts.Zone> zone = facts.zone(name);
        long nameServers =
                zone.map(z -> facts.records(z.apex())).orElse(List.of()).stream()
                        .filter(r -> r.type().equals("NS"))
                        .count();
        return new Naming(name, zone, chain(name, facts), nameServers);
    }

    /** The records of {@code name} and of every name its aliases lead to. */
    private static List<DnsRecord> chain(String name, ServerFacts facts) {
        List<DnsRecord> chain = new ArrayList<>();
        String owner = name;
        for (int step = 0; step < ALIAS_STEPS_MAX; step++) {
            List<DnsRecord> records = facts.records(owner);
            chain.addAll(records.stream().filter(Naming::leadsToAddress).toList());
            Optional<DnsRecord> alias =
                    records.stream().filter(r -> r.type().equals("CNAME")).findFirst();
            if (alias.isEmpty()) break;
            owner = alias.get().value();
        }
        return chain;
    }

    private static boolean leadsToAddress(DnsRecord record) {
        return switch (record.type()) {
            case "CNAME", "A", "AAAA", "HTTPS" -> true;
            default -> false;
        };
    }

    /** In a sentence, what kind of record the name has. */
    public String sentence() {
        List<String> aliases = values("CNAME");
        List<String> addresses = new ArrayList<>(values("A"));
        addresses.addAll(values("AAAA"));
        if (aliases.isEmpty() && addresses.isEmpty()) {
            return "Our zones hold no record that leads from " + name + " to an address.";
        }
        String found = addresses.isEmpty() ? "no address of ours" : Spoken.list(addresses);
        if (aliases.isEmpty()) {
            return name + " has " + addressKinds() + ": it stands for " + found + " directly.";
        }
        return name
                + " is a CNAME record: an alias, another name for "
                + Spoken.list(aliases.stream().map(Naming::plain).toList())
                + ". Behind the alias stands "
                + found
                + ".";
    }

    private String addressKinds() {
        boolean four = !values("A").isEmpty();
        boolean six = !values("AAAA").isEmpty();
        if (four && six) return "an A record (IPv4) and an AAAA record (IPv6)";
        return four ? "an A record (IPv4)" : "an AAAA record (IPv6)";
    }

    private List<String> values(String type) {
        return records.stream().filter(r -> r.type().equals(type)).map(DnsRecord::value).toList();
    }

    /** {@code name} in lower case, without the final dot. */
    static String plain(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
