package dev.homeport.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
    void theSitesAreRead() throws IOException {
        Config config = ConfigText.of(folder, examples().get(1)).config();
        assertEquals(
                Set.of("www.foobar.com", "foobar.com", "foobar.net", "www.foobar.net"),
                config.hosts());
    }
}
