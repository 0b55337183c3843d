package dev.homeport.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the {@code [[site]]} tables; each name belongs to one site, and redirects lead somewhere.
 */
final class SiteReader {

    /** What a site is read by. */
    record Rules(Path folder, TlsSettings.Mode mode, Switch https, Set<String> applications) {}

    private record Read(Site site, Section section) {}

    private final Rules rules;
    private final Problems problems;
    private final List<Read> sites = new ArrayList<>();
    private final Map<String, Read> owners = new HashMap<>();

    SiteReader(Rules rules, Problems problems) {
        this.rules = rules;
        this.problems = problems;
    }

    /** Reads one table. */
    void read(Section section) {
        if (!section.has("host")) {
            section.problem("host", "a site has no host", "add host = \"www.foobar.com\"");
        }
        String host = section.read("host", "", HostNames::parse);
        List<Placed<String>> aliases = section.readAll("aliases", List.of(), HostNames::parse);
        List<String> names = aliases.stream().map(Placed::value).toList();
        Site.Identity identity = identity(section);
        Site site =
                section.has("redirect")
                        ? redirect(section, host, names, identity)
                        : content(section, host, names, identity);
        section.finish();
        var read = new Read(site, section);
        sites.add(read);
        take(read, new Placed<>(host, section.place("host")));
        for (Placed<String> alias : aliases) take(read, alias);
    }

    /** All sites, once every redirect is followed. */
    List<Site> sites() {
        for (Read read : sites) {
            if (read.site instanceof Site.Redirect redirect) follow(redirect, read.section);
        }
        return sites.stream().map(Read::site).toList();
    }

    /** Warns of sites whose names no zone of ours holds. */
    void warnOutside(Set<String> zones) {
        if (zones.isEmpty()) return;
        for (Read read : sites) {
            for (String host : read.site.hosts()) {
                if (host.isEmpty() || zones.stream().anyMatch(zone -> isInside(host, zone)))
                    continue;
                read.section.warn(
                        host.equals(read.site.host()) ? "host" : "aliases",
                        "no zone file is named for "
                                + host
                                + ", so that its name is not served here",
                        "add a zone file for its domain, unless another name server has it");
            }
        }
    }

    private static boolean isInside(String host, String zone) {
        return host.equals(zone) || host.endsWith("." + zone);
    }

    private void take(Read read, Placed<String> name) {
        if (name.value().isEmpty()) return;
        Read first = owners.putIfAbsent(name.value(), read);
        if (first == null) return;
        problems.add(
                name.place(),
                "the name "
                        + name.value()
                        + " already belongs to the site in line "
                        + first.section.start().line(),
                "give each name to one site");
    }

    private Site content(
            Section section, String host, List<String> aliases, Site.Identity identity) {
        Path usual = rules.folder.resolve("sites").resolve(host.isEmpty() ? "_" : host);
        Path root = section.path("root", usual, rules.folder);
        String application = section.read("application", "", this::parseApplication);
        // An application can do without files, but a folder that is named must be there.
        boolean needed = section.has("root") || !section.has("application");
        if (needed && !host.isEmpty() && section.isTextOrAbsent("root")) {
            String key = section.has("root") ? "root" : "host";
            Folders.findFault(root).ifPresent(fault -> section.problem(key, fault));
        }
        SiteRules site = new SiteRulesReader(section, root, rules).read();
        return new Site.Content(host, aliases, root, application, site, identity);
    }

    private String parseApplication(String text) throws BadValue {
        if (text.isEmpty()) {
            throw new BadValue("the application has no name", "write a name, or leave the key out");
        }
        if (rules.applications.isEmpty() || rules.applications.contains(text)) return text;
        throw new BadValue(
                "there is no application " + Quoted.of(text),
                Suggestion.of(text, rules.applications));
    }

    private Site redirect(
            Section section, String host, List<String> aliases, Site.Identity identity) {
        List<String> ofContent = new ArrayList<>(List.of("root", "application"));
        ofContent.addAll(SiteRulesReader.KEYS);
        for (String key : ofContent) {
            if (section.has(key)) {
                section.problem(
                        key,
                        "a site that redirects has no " + key,
                        "remove " + key + " or redirect");
            }
        }
        String target = section.read("redirect", "", HostNames::parse);
        return new Site.Redirect(host, aliases, target, identity);
    }

    /** Follows a redirect from site to site; each step leaves one site behind, so it ends. */
    private void follow(Site.Redirect redirect, Section section) {
        if (redirect.target().isEmpty()) return;
        Site at = redirect;
        for (int step = 0; step <= sites.size(); step++) {
            if (!(at instanceof Site.Redirect next)) return;
            Read read = owners.get(next.target());
            if (read == null) {
                if (step == 0) warnLeaving(next, section);
                return;
            }
            at = read.site;
        }
        section.problem(
                "redirect",
                redirect.host() + " redirects in a circle",
                "redirect to a site with a root or an application");
    }

    private static void warnLeaving(Site.Redirect redirect, Section section) {
        section.warn(
                "redirect",
                "no [[site]] has the name "
                        + redirect.target()
                        + ", so that visitors leave this server",
                "add that site, unless it is served elsewhere");
    }

    private Site.Identity identity(Section section) {
        boolean certificate = section.has("certificate");
        boolean key = section.has("key");
        if (certificate && key)
            return new Site.Identity.Files(pem(section, "certificate"), pem(section, "key"));
        if (certificate || key) {
            String there = certificate ? "certificate" : "key";
            String missing = certificate ? "key" : "certificate";
            section.problem(
                    there,
                    "a site has a " + there + " and no " + missing,
                    "add " + missing + " = \"…\" with the path of its PEM file");
        } else if (rules.mode == TlsSettings.Mode.FILES && rules.https.isOn()) {
            problems.add(
                    section.start(),
                    "a site has no certificate, and tls.mode is \"files\"",
                    "add certificate and key, or write mode = \"local-ca\" under [tls]");
        }
        return new Site.Identity.LocalAuthority();
    }

    private Path pem(Section section, String key) {
        Path file = section.path(key, rules.folder, rules.folder);
        if (!file.equals(rules.folder)) {
            Folders.findFileFault(file).ifPresent(fault -> section.problem(key, fault));
        }
        return file;
    }
}
