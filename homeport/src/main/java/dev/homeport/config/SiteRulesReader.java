package dev.homeport.config;

import dev.homeport.http.files.FileRules;
import dev.homeport.http.files.Pages;
import dev.homeport.http.filter.CacheRules;
import dev.homeport.http.filter.FieldRules;
import dev.homeport.http.filter.Redirection;
import dev.homeport.http.filter.Redirects;
import dev.homeport.http.semantics.PathPattern;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what a site does around its content: pages, redirects, fields, caching, HTTPS. */
final class SiteRulesReader {
    /** All keys of it, for sites that have none of this. */
    static final List<String> KEYS =
            List.of(
                    "errors",
                    "fallback",
                    "listings",
                    "redirects",
                    "headers",
                    "cache",
                    "access",
                    "rate-limit",
                    "cors",
                    "auth",
                    "https-only",
                    "hsts",
                    "security-headers");

    private static final Duration YEAR = Duration.ofDays(365);

    private final Section section;
    private final Path root;
    private final SiteReader.Rules rules;

    SiteRulesReader(Section section, Path root, SiteReader.Rules rules) {
        this.section = section;
        this.root = root;
        this.rules = rules;
    }

    SiteRules read() {
        var access = new SiteAccessReader(section, rules.folder());
        return new SiteRules(
                pages(),
                new FileRules(cache(), new FieldRules(fields()), access.cors()),
                redirects(),
                access.addresses(),
                access.rates(),
                access.realms(),
                transport(),
                section.flag("security-headers", Switch.ON));
    }

    private Pages pages() {
        Map<Integer, String> errors = new HashMap<>(Pages.DEFAULT.errors());
        Section table = section.table("errors");
        for (String key : table.keys()) {
            String page = table.read(key, "", this::parsePage);
            if (!key.matches("[45][0-9][0-9]")) {
                table.problem(
                        key,
                        Quoted.of(key) + " is no status of an error",
                        "write a number from 400 to 599, such as 404 = \"/404.html\"");
            } else if (!page.isEmpty()) {
                errors.put(Integer.valueOf(key), page);
            }
        }
        String fallback = section.read("fallback", "", this::parsePage);
        List<Placed<PathPattern>> listings =
                section.readAll("listings", List.of(), Patterns::parse);
        return new Pages(errors, fallback, listings.stream().map(Placed::value).toList());
    }

    private String parsePage(String text) throws BadValue {
        if (!text.startsWith("/")) {
            throw new BadValue(
                    Quoted.of(text) + " is no path in the site",
                    "write its path from the root of the site, such as \"/404.html\"");
        }
        Path file = root.resolve(text.substring(1)).normalize();
        if (!file.startsWith(root) || !Files.isRegularFile(file)) {
            throw new BadValue(
                    "there is no file " + Quoted.of(text) + " in " + root,
                    "create it, or correct the path");
        }
        return text;
    }

    private Redirects redirects() {
        List<Redirection> redirects = new ArrayList<>();
        for (Section table : section.tables("redirects")) {
            require(table, "from", "from = \"/old/**\"");
            require(table, "to", "to = \"/new/$1\"");
            Optional<PathPattern> from =
                    table.read("from", Optional.empty(), text -> Optional.of(Patterns.parse(text)));
            int status = table.integer("status", 302, 301, 308);
            if (!Redirection.STATUSES.contains(status)) {
                table.problem(
                        "status",
                        status + " is no status of a redirect",
                        "write 301, 302, 307 or 308");
                status = 302;
            }
            if (from.isPresent()) {
                int known = status;
                table.read(
                                "to",
                                Optional.<Redirection>empty(),
                                to -> Optional.of(redirection(from.get(), to, known)))
                        .ifPresent(redirects::add);
            }
            table.finish();
        }
        return new Redirects(redirects);
    }

    private static Redirection redirection(PathPattern from, String to, int status)
            throws BadValue {
        try {
            return new Redirection(from, to, status);
        } catch (IllegalArgumentException e) {
            throw new BadValue(
                    Quoted.of(to) + " is nowhere to lead to: " + e.getMessage(),
                    "write a path or a URL, with $1 for what the first star of from matched");
        }
    }

    private List<FieldRules.Rule> fields() {
        List<FieldRules.Rule> fields = new ArrayList<>();
        for (Section table : section.tables("headers")) {
            PathPattern paths = Patterns.of(table);
            var removed = table.readAll("remove", List.of(), FieldNames::parseOwn);
            if (!table.has("set") && !table.has("remove")) {
                table.problem(
                        "path",
                        "the rule changes no field",
                        "add set = { x-robots-tag = \"noindex\" }");
            }
            fields.add(
                    new FieldRules.Rule(
                            paths,
                            FieldNames.set(table.table("set")),
                            removed.stream().map(Placed::value).toList()));
            table.finish();
        }
        return fields;
    }

    private CacheRules cache() {
        List<CacheRules.Rule> cache = new ArrayList<>();
        for (Section table : section.tables("cache")) {
            require(table, "control", "control = \"public, max-age=31536000, immutable\"");
            PathPattern paths = Patterns.of(table);
            String control = table.read("control", "", FieldNames::parseCacheControl);
            if (!control.isEmpty()) cache.add(new CacheRules.Rule(paths, control));
            table.finish();
        }
        return new CacheRules(cache);
    }

    private SiteRules.Transport transport() {
        Switch only = section.flag("https-only", Switch.OFF);
        if (only.isOn() && !rules.https().isOn()) {
            section.problem(
                    "https-only",
                    "the site is served over HTTPS only, and https.listen is empty",
                    "give [https] an address to listen at");
        }
        if (!section.has("hsts")) return new SiteRules.Transport(only, "");
        if (!only.isOn()) {
            section.problem(
                    "hsts",
                    "browsers are told to use HTTPS only, and the site is served without",
                    "add https-only = true");
        }
        Section table = section.table("hsts");
        Duration age = table.duration("max-age", YEAR, Duration.ZERO, Duration.ofDays(3650));
        Switch below = table.flag("subdomains", Switch.OFF);
        Switch preload = table.flag("preload", Switch.OFF);
        if (preload.isOn() && (!below.isOn() || age.compareTo(YEAR) < 0)) {
            table.problem(
                    "preload",
                    "lists of browsers take a site with subdomains and for a year at least",
                    "add subdomains = true and max-age = \"365d\"");
        }
        table.finish();
        String value =
                "max-age="
                        + age.toSeconds()
                        + (below.isOn() ? "; includeSubDomains" : "")
                        + (preload.isOn() ? "; preload" : "");
        return new SiteRules.Transport(only, value);
    }

    private static void require(Section table, String key, String example) {
        if (!table.has(key)) {
            table.problem(key, "the rule has no " + key, "add " + example);
        }
    }
}
