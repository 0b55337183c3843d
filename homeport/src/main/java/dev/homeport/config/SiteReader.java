package dev.homeport.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the {@code [[site]]} tables; each name belongs to one site. */
final class SiteReader {
    private final Path folder;
    private final TlsSettings tls;
    private final Problems problems;
    private final Map<String, Place> taken = new HashMap<>();

    SiteReader(Path folder, TlsSettings tls, Problems problems) {
        this.folder = folder;
        this.tls = tls;
        this.problems = problems;
    }

    List<Site> read(List<Section> sections) {
        var sites = new ArrayList<Site>();
        for (Section section : sections) sites.add(site(section));
        return sites;
    }

    private Site site(Section section) {
        if (!section.has("host")) {
            section.problem("host", "a site has no host", "add host = \"www.foobar.com\"");
        }
        String host = section.read("host", "", HostNames::parse);
        List<String> aliases = section.readAll("aliases", List.of(), HostNames::parse);
        take(section, "host", host);
        for (String alias : aliases) take(section, "aliases", alias);
        Site.Identity identity = identity(section);
        Site site =
                section.has("redirect")
                        ? redirect(section, host, aliases, identity)
                        : content(section, host, aliases, identity);
        section.finish();
        return site;
    }

    private void take(Section section, String key, String name) {
        if (name.isEmpty()) return;
        Place first = taken.putIfAbsent(name, section.place(key));
        if (first == null) return;
        section.problem(
                key,
                "the name " + name + " is already taken in line " + first.line(),
                "give each name to one site");
    }

    private Site content(
            Section section, String host, List<String> aliases, Site.Identity identity) {
        return new Site.Content(
                host,
                aliases,
                section.path("root", folder.resolve("sites").resolve(host), folder),
                section.string("application", ""),
                identity);
    }

    private Site redirect(
            Section section, String host, List<String> aliases, Site.Identity identity) {
        for (String key : List.of("root", "application")) {
            if (section.has(key)) {
                section.problem(
                        key,
                        "a site that redirects has no " + key,
                        "remove " + key + " or redirect");
            }
        }
        return new Site.Redirect(
                host, aliases, section.read("redirect", "", HostNames::parse), identity);
    }

    private Site.Identity identity(Section section) {
        boolean certificate = section.has("certificate");
        boolean key = section.has("key");
        if (certificate != key) {
            String there = certificate ? "certificate" : "key";
            String missing = certificate ? "key" : "certificate";
            section.problem(
                    there,
                    "a site has a " + there + " and no " + missing,
                    "add " + missing + " = \"…\" with the path of its PEM file");
        }
        if (certificate && key) {
            return new Site.Identity.Files(
                    section.path("certificate", folder, folder),
                    section.path("key", folder, folder));
        }
        if (tls.mode() == TlsSettings.Mode.FILES && !certificate && !key) {
            problems.add(
                    section.start(),
                    "a site has no certificate, and tls.mode is \"files\"",
                    "add certificate and key, or write mode = \"local-ca\" under [tls]");
        }
        return new Site.Identity.LocalAuthority();
    }
}
