package dev.homeport.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

class SitesTest {
    private static final Site.Identity AUTHORITY = new Site.Identity.LocalAuthority();

    @TempDir Path folder;

    @Test
    void contentAndRedirectAreToldApart() throws IOException {
        Config config =
                ConfigText.of(
                                folder,
                                "[[site]]",
                                "host = 'WWW.foobar.com.'",
                                "aliases = ['foobar.net']",
                                "application = 'gazette'",
                                "[[site]]",
                                "host = 'foobar.com'",
                                "redirect = 'www.foobar.com'")
                        .config();
        Path root = folder.resolve("sites/www.foobar.com");
        assertEquals(
                List.of(
                        new Site.Content(
                                "www.foobar.com",
                                List.of("foobar.net"),
                                root,
                                "gazette",
                                SiteRules.USUAL,
                                AUTHORITY),
                        new Site.Redirect("foobar.com", List.of(), "www.foobar.com", AUTHORITY)),
                config.sites());
        assertEquals(Set.of("www.foobar.com", "foobar.net", "foobar.com"), config.hosts());
    }

    @Test
    void aNameBelongsToOneSite() throws IOException {
        assertEquals(
                List.of(
                        "6:25: the name www.foobar.com already belongs to the site in line 1; give"
                                + " each name to one site"),
                ConfigText.of(
                                folder,
                                "[[site]]",
                                "host = 'www.foobar.com'",
                                "[[site]]",
                                "host = 'foobar.com'",
                                "redirect = 'www.foobar.com'",
                                "aliases = ['foobar.de', 'www.FOOBAR.com']")
                        .problems());
    }

    @Test
    void aSiteNeedsAHostAndItsFolder() throws IOException {
        assertEquals(
                List.of(
                        "1:1: a site has no host; add host = \"www.foobar.com\"",
                        "4:1: the folder "
                                + folder.resolve("sites/foobar.com")
                                + " does not exist; create it, or correct the path",
                        "7:1: "
                                + folder.resolve("homeport.toml")
                                + " is not a folder; name the folder, not a file in it"),
                ConfigText.of(
                                folder,
                                "[[site]]",
                                "application = 'gazette'",
                                "[[site]]",
                                "host = 'foobar.com'",
                                "[[site]]",
                                "host = 'foobar.de'",
                                "root = 'homeport.toml'")
                        .problems());
    }

    @Test
    void anApplicationNeedsNoFolder() throws IOException {
        var text =
                ConfigText.of(folder, "[[site]]", "host = 'foobar.com'", "application = 'gazette'");
        assertEquals(List.of(), text.problems());
    }

    @Test
    void anUnknownApplicationIsRefused() throws IOException {
        Path file = folder.resolve("homeport.toml");
        Files.writeString(file, "[[site]]\nhost = 'foobar.com'\napplication = 'gazete'\n");
        var invalid = (Loaded.Invalid) Config.load(file, Set.of("gazette"));
        assertEquals(
                List.of(
                        file
                                + ":3:1: there is no application \"gazete\"; did you mean"
                                + " \"gazette\"?"),
                invalid.problems().stream().map(ConfigProblem::toString).toList());
    }

    @Test
    void redirectsDoNotGoInACircle() throws IOException {
        assertEquals(
                List.of(
                        "3:1: a.com redirects in a circle; redirect to a site with a root or an"
                                + " application",
                        "6:1: b.com redirects in a circle; redirect to a site with a root or an"
                                + " application"),
                ConfigText.of(
                                folder,
                                "[[site]]",
                                "host = 'a.com'",
                                "redirect = 'b.com'",
                                "[[site]]",
                                "host = 'b.com'",
                                "redirect = 'a.com'")
                        .problems());
    }

    @Test
    void aRedirectToAnotherServerIsDoubted() throws IOException {
        assertEquals(
                List.of(
                        "3:1: no [[site]] has the name b.com, so that visitors leave this server; add"
                                + " that site, unless it is served elsewhere"),
                ConfigText.of(folder, "[[site]]", "host = 'a.com'", "redirect = 'b.com'")
                        .warnings());
    }

    @Test
    void aRedirectHasNoContent() throws IOException {
        assertEquals(
                List.of(
                        "4:1: a site that redirects has no root; remove root or redirect",
                        "5:1: a site that redirects has no application; remove application or redirect"),
                ConfigText.of(
                                folder,
                                "[[site]]",
                                "host = 'a.com'",
                                "redirect = 'b.com'",
                                "root = 'x'",
                                "application = 'gazette'")
                        .problems());
    }

    @Test
    void aNameOutsideEveryZoneIsDoubted() throws IOException {
        Files.createDirectories(folder.resolve("zones"));
        Files.createFile(folder.resolve("zones/foobar.com.zone"));
        var text =
                ConfigText.of(
                        folder,
                        "[[site]]",
                        "host = 'www.foobar.com'",
                        "aliases = ['notfoobar.com', 'foobar.com']");
        assertEquals(
                List.of(
                        "3:1: no zone file is named for notfoobar.com, so that its name is not served"
                                + " here; add a zone file for its domain, unless another name server"
                                + " has it"),
                text.warnings());
    }

    @Test
    void certificateAndKeyComeTogetherAndMustBeThere() throws IOException {
        assertEquals(
                List.of(
                        "3:1: a site has a key and no certificate; add certificate = \"…\" with the"
                                + " path of its PEM file",
                        "6:1: the file "
                                + folder.resolve("a.pem")
                                + " does not exist; create it, or correct the path",
                        "7:1: " + folder.resolve("zones") + " is a folder; name a PEM file in it"),
                ConfigText.of(
                                folder,
                                "[[site]]",
                                "host = 'www.foobar.com'",
                                "key = 'a.key'",
                                "[[site]]",
                                "host = 'a.com'",
                                "certificate = 'a.pem'",
                                "key = 'zones'",
                                "redirect = 'www.foobar.com'")
                        .problems());
    }

    @Test
    void withoutAnAuthorityEverySiteBringsItsCertificate() throws IOException {
        String[] text = {"tls.mode = 'files'", "[[site]]", "host = 'www.foobar.com'"};
        assertEquals(
                List.of(
                        "2:1: a site has no certificate, and tls.mode is \"files\"; add certificate and"
                                + " key, or write mode = \"local-ca\" under [tls]"),
                ConfigText.of(folder, text).problems());
        text[0] += "\nhttps.listen = []";
        assertEquals(List.of(), ConfigText.of(folder, text).problems());
    }
}
