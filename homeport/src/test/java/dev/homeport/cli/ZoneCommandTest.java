package dev.homeport.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code homeport zone check} tells every mistake of one file, and its exit code says the rest. */
class ZoneCommandTest {
    private static final String GOOD =
            "$TTL 300\n@ SOA ns1 host 7 3600 900 604800 60\n@ NS ns1\nns1 A 192.0.2.53\n";

    @TempDir Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void aGoodZoneIsSummedUp() throws IOException {
        String file = write("example.zone", GOOD);
        assertEquals(0, run("zone", "check", file));
        assertEquals(file + " is good: zone example. with 3 records, serial 7\n", out.toString());
    }

    @Test
    void allMistakesAreToldAtOnceWithTheirPlaces() throws IOException {
        String file =
                write("example.zone", GOOD + "a MX mail\nb CNAME a\nb A 192.0.2.1\nc NS d.c\n");
        assertEquals(2, run("zone", "check", file));
        String text = out.toString();
        assertTrue(text.contains(file + ":5:6: MX needs"), text);
        assertTrue(text.contains(file + ":7:3: A beside a CNAME"), text);
        assertTrue(text.contains(file + ":8:3: warning: server d.c.example. has no address"), text);
        assertTrue(text.endsWith(file + ": 2 to mend\n"), text);
    }

    @Test
    void theOriginThatIsNamedHasToBeTheZones() throws IOException {
        String file = write("db.local", GOOD);
        assertEquals(0, run("zone", "check", file, "--origin", "example.org"));
        assertTrue(out.toString().contains("zone example.org. with"), out.toString());
        String other = write("db.other", "$ORIGIN other.\n" + GOOD);
        assertEquals(2, run("zone", "check", other, "--origin", "example.org"));
        assertEquals(2, run("zone", "check", file, "--origin", "a..b"));
        assertTrue(err.toString().contains("not a domain name: a..b"), err.toString());
    }

    @Test
    void recordsOfASetAreBounded() throws IOException {
        String file = write("example.zone", GOOD + "$GENERATE 1-3 a A 192.0.2.$\n");
        assertEquals(0, run("zone", "check", file, "--rrset-records", "3"));
        assertEquals(2, run("zone", "check", file, "--rrset-records", "2"));
        assertEquals(2, run("zone", "check", file, "--rrset-records", "0"));
    }

    @Test
    void aMissingFileAndAMissingCommandAreWrongUsage() {
        assertEquals(2, run("zone", "check", folder.resolve("none.zone").toString()));
        assertTrue(out.toString().contains("there is no such file"), out.toString());
        assertEquals(2, run("zone"));
        assertTrue(err.toString().contains("zone check"), err.toString());
    }

    @Test
    void jsonHasTheSameForPrograms() throws IOException {
        assertEquals(0, run("zone", "check", "--json", write("example.zone", GOOD)));
        assertTrue(out.toString().contains("\"good\" : true"), out.toString());
    }
}
