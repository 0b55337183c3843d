package dev.homeport.config;

import dev.homeport.dns.peer.Prefix;
import dev.homeport.http.filter.AddressRules;
import dev.homeport.http.filter.Cors;
import dev.homeport.http.filter.Network;
import dev.homeport.http.filter.Password;
import dev.homeport.http.filter.Rate;
import dev.homeport.http.filter.Realm;
import dev.homeport.http.filter.RequestRates;
import dev.homeport.http.semantics.PathPattern;
import dev.homeport.password.PasswordFile;
import dev.homeport.password.PasswordHash;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads who may ask a site for what: addresses, rates, users and scripts of other origins. */
final class SiteAccessReader {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Pattern ORIGIN =
            Pattern.compile("[a-z][a-z0-9+.-]*://([a-z0-9.-]+|\\[[0-9a-f:.]+])(:[0-9]{1,5})?");
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS");

    private final Section section;
    private final Path folder;

    SiteAccessReader(Section section, Path folder) {
        this.section = section;
        this.folder = folder;
    }

    AddressRules addresses() {
        List<AddressRules.Rule> rules = new ArrayList<>();
        for (Section table : section.tables("access")) {
            if (!table.has("allow") && !table.has("deny")) {
                table.problem(
                        "path",
                        "the rule lets nobody in and keeps nobody out",
                        "add allow = [\"192.0.2.0/24\"] or deny");
            }
            rules.add(
                    new AddressRules.Rule(
                            Patterns.of(table), networks(table, "allow"), networks(table, "deny")));
            table.finish();
        }
        return new AddressRules(rules);
    }

    private static List<Network> networks(Section table, String key) {
        return table.readAll(key, List.<Network>of(), SiteAccessReader::parseNetwork).stream()
                .map(Placed::value)
                .toList();
    }

    private static Network parseNetwork(String text) throws BadValue {
        Prefix prefix = Prefixes.parse(text);
        return new Network(prefix.address(), prefix.bits());
    }

    List<RequestRates.Rule> rates() {
        List<RequestRates.Rule> rules = new ArrayList<>();
        for (Section table : section.tables("rate-limit")) {
            if (!table.has("requests")) {
                table.problem("requests", "the rule has no requests", "add requests = 100");
            }
            PathPattern paths = Patterns.of(table);
            int requests = table.integer("requests", 100, 1, 100_000);
            Duration period = table.duration("per", Duration.ofMinutes(1), SECOND, DAY);
            int burst = table.integer("burst", requests, 1, 100_000);
            rules.add(new RequestRates.Rule(paths, rate(table, requests, period, burst)));
            table.finish();
        }
        return rules;
    }

    private static Rate rate(Section table, int requests, Duration period, int burst) {
        try {
            return new Rate(requests, period, burst);
        } catch (IllegalArgumentException e) {
            table.problem(
                    "burst", "so large a burst comes to " + e.getMessage(), "write a smaller one");
            return new Rate(1, SECOND, 1);
        }
    }

    Cors cors() {
        List<Cors.Rule> rules = new ArrayList<>();
        for (Section table : section.tables("cors")) {
            if (!table.has("origins")) {
                table.problem(
                        "origins",
                        "the rule names no origins",
                        "add origins = [\"https://app.foobar.com\"]");
            }
            Set<String> origins =
                    new TreeSet<>(texts(table, "origins", SiteAccessReader::parseOrigin));
            Switch credentials = table.flag("credentials", Switch.OFF);
            if (origins.contains("*") && (origins.size() > 1 || credentials.isOn())) {
                table.problem(
                        "origins",
                        "\"*\" stands for every origin, alone and without credentials",
                        "name the origins, or remove credentials");
                origins.remove("*");
            }
            rules.add(
                    new Cors.Rule(
                            Patterns.of(table),
                            origins,
                            texts(table, "methods", SiteAccessReader::parseMethod),
                            texts(table, "headers", SiteAccessReader::parseAskedField),
                            texts(table, "expose", FieldNames::parse),
                            credentials.isOn()
                                    ? Cors.Credentials.ALLOWED
                                    : Cors.Credentials.LEFT_OUT,
                            table.duration("max-age", Duration.ofMinutes(10), Duration.ZERO, DAY)));
            table.finish();
        }
        return new Cors(rules);
    }

    private static List<String> texts(Section table, String key, BadValue.Reading<String> reading) {
        return table.readAll(key, List.of(), reading).stream().map(Placed::value).toList();
    }

    private static String parseOrigin(String text) throws BadValue {
        if (text.equals("*") || text.equals("null")) return text;
        boolean usual =
                (text.startsWith("https:") && text.endsWith(":443"))
                        || (text.startsWith("http:") && text.endsWith(":80"));
        if (ORIGIN.matcher(text).matches() && !usual) return text;
        throw new BadValue(
                Quoted.of(text) + " is no origin as browsers write it",
                "write \"https://app.foobar.com\", in lower case, without path and usual port");
    }

    private static String parseMethod(String text) throws BadValue {
        if (METHODS.contains(text)) return text;
        throw new BadValue(
                Quoted.of(text) + " is no method we know", "write it like \"PUT\" or \"DELETE\"");
    }

    private static String parseAskedField(String text) throws BadValue {
        return text.equals("*") ? text : FieldNames.parse(text);
    }

    List<Realm> realms() {
        List<Realm> realms = new ArrayList<>();
        for (Section table : section.tables("auth")) {
            PathPattern paths = Patterns.of(table);
            String name = table.read("realm", "Restricted", SiteAccessReader::parseRealm);
            Map<String, Password> users = users(table);
            Switch insecure = table.flag("insecure", Switch.OFF);
            table.finish();
            if (users.isEmpty()) continue;
            realms.add(
                    new Realm(
                            paths,
                            name,
                            users,
                            insecure.isOn() ? Realm.Transport.ANY : Realm.Transport.SECURE));
        }
        return realms;
    }

    private static String parseRealm(String text) throws BadValue {
        if (text.matches("[ !#-\\[\\]-~]{1,100}")) return text;
        throw new BadValue(
                Quoted.of(text) + " is no name of a realm",
                "write up to 100 ASCII letters without quotes");
    }

    private Map<String, Password> users(Section table) {
        Map<String, Password> users = new HashMap<>();
        Section inline = table.table("users");
        for (String name : inline.keys()) {
            Optional<Password> password =
                    inline.read(name, Optional.empty(), text -> Optional.of(parseHash(text)));
            if (name.isEmpty() || name.indexOf(':') >= 0) {
                inline.problem(name, "the name of a user is empty or has a colon", "change it");
            } else {
                password.ifPresent(known -> users.put(name, known));
            }
        }
        if (!table.has("users-file") && !table.has("users")) {
            table.problem(
                    "path",
                    "nobody could enter: there are no users",
                    "add users = { ann = \"…\" } with a hash from htpasswd -nB, or users-file");
        }
        if (!table.has("users-file")) return users;
        Path file = table.path("users-file", folder, folder);
        if (file.equals(folder)) return users;
        PasswordFile read = PasswordFile.read(file);
        for (String problem : read.problems()) {
            table.problem("users-file", problem, "write it with: htpasswd -B " + file + " NAME");
        }
        users.putAll(read.users());
        return users;
    }

    private static Password parseHash(String text) throws BadValue {
        try {
            return PasswordHash.parse(text);
        } catch (IllegalArgumentException e) {
            throw new BadValue(
                    String.valueOf(e.getMessage()), "make a hash with: htpasswd -nB NAME");
        }
    }
}
