package dev.homeport.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What docs/configuration.md shows is what the program does. */
class ConfigurationDocumentTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "configuration.md");
    private static final Pattern EXAMPLE = Pattern.compile("```toml\n(.*?)```", Pattern.DOTALL);

    @TempDir Path folder;

    private static List<String> examples() throws IOException {
        return EXAMPLE.matcher(Files.readString(DOCUMENT))
                .results()
                .map(example -> example.group(1))
                .toList();
    }

    @Test
    void theUsualValuesAreThoseOfAnEmptyFile() throws IOException {
        assertEquals(
                ConfigText.of(folder, "").config(),
                ConfigText.of(folder, examples().getFirst()).config());
    }

    @Test
    void everyKeyIsDocumented() throws IOException {
        String everything = String.join("\n", examples());
        for (String section :
                List.of(
                        "data",
                        "dns",
                        "dns.tcp",
                        "dns.tls",
                        "dns.cookies",
                        "dns.rate-limit",
                        "http",
                        "http.limits",
                        "https",
                        "tls",
                        "admin",
                        "log")) {
            String refused =
                    ConfigText.of(folder, "[" + section + "]", "no-such-key-at-all = 1")
                            .problems()
                            .getFirst();
            String keys =
                    refused.substring(refused.indexOf("use one of ") + "use one of ".length());
            for (String key : keys.split(", ", -1)) {
                boolean table = everything.contains("[" + section + "." + key + "]");
                boolean written = everything.contains("\n" + key + " = ");
                assertEquals(true, table || written, section + "." + key);
            }
        }
    }

    @Test
    void theRulesOfASiteAreReadAndAllOfThemAreShown() throws IOException {
        Path root = Files.createDirectories(folder.resolve("sites/www.foobar.com"));
        for (String page : List.of("lost.html", "sorry.html", "index.html")) {
            Files.writeString(root.resolve(page), page);
        }
        Files.writeString(
                folder.resolve("users.htpasswd"),
                "bob:$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW\n");
        Config config = ConfigText.of(folder, examples().get(2)).config();
        SiteRules rules = ((Site.Content) config.sites().getFirst()).rules();
        assertEquals(2, rules.realms().getFirst().users().size());
        String document = Files.readString(DOCUMENT);
        for (String table :
                List.of("redirects", "headers", "cache", "access", "rate-limit", "cors", "auth")) {
            String[] text = {
                "[[site]]", "host = 'www.foobar.com'", "[[site." + table + "]]", "no-such-key = 1"
            };
            String refused =
                    ConfigText.of(folder, text).problems().stream()
                            .filter(problem -> problem.contains("no-such-key"))
                            .findFirst()
                            .orElseThrow();
            int start = refused.indexOf("use one of ") + "use one of ".length();
            for (String key : refused.substring(start).split(", ", -1)) {
                assertTrue(document.contains("`" + key + "`"), table + "." + key);
            }
        }
        for (String key : SiteRulesReader.KEYS) {
            boolean shown =
                    document.contains("`" + key + "`") || document.contains("[[site." + key + "]]");
            assertTrue(shown, key);
        }
    }

    @Test
    void theSitesAreRead() throws IOException {
        Config config = ConfigText.of(folder, examples().get(1)).config();
        assertEquals(
                Set.of("www.foobar.com", "foobar.com", "foobar.net", "www.foobar.net"),
                config.hosts());
    }
}
