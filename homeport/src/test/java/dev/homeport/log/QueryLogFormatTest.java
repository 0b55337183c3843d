package dev.homeport.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.time.Instant;

class QueryLogFormatTest {
    private static QueryEntry asked(String name) {
        return new QueryEntry(
                Instant.parse("2026-11-23T05:06:07.089Z"),
                "::1",
                QueryEntry.Transport.HTTPS,
                name,
                "AAAA",
                "NXDOMAIN",
                120,
                35_900);
    }

    private static String line(LineFormat<QueryEntry> format, QueryEntry entry) {
        var line = new StringBuilder();
        format.append(entry, line);
        return line.toString();
    }

    @Test
    void textIsWordsWithABlankBetween() {
        assertEquals(
                "2026-11-23T05:06:07.089Z ::1 https www.foobar.com. AAAA NXDOMAIN 120 35us",
                line(QueryFormats::text, asked("www.foobar.com.")));
    }

    @Test
    void jsonHoldsEveryField() {
        assertEquals(
                """
                {"time":"2026-11-23T05:06:07.089Z","client":"::1","transport":"https",\
                "name":"www.foobar.com.","type":"AAAA","rcode":"NXDOMAIN","bytes":120,"nanos":35900}""",
                line(QueryFormats::json, asked("www.foobar.com.")));
    }

    @Test
    void aNameStaysOneWord() {
        assertEquals(
                "2026-11-23T05:06:07.089Z ::1 https a\\x20b\\x0a\\x5c.\\x22. AAAA NXDOMAIN 120 35us",
                line(QueryFormats::text, asked("a b\n\\.\".")));
    }
}
