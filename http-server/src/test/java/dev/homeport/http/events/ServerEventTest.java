package dev.homeport.http.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

class ServerEventTest {

    /** Line ends are written as |. */
    private static String text(ServerEvent event) {
        return event.text().replace('\n', '|');
    }

    @Test
    void fieldsStandOnLinesOfTheirOwn() {
        assertEquals("data: a||", text(ServerEvent.of("a")));
        assertEquals("data: ||", text(ServerEvent.of("")));
        assertEquals("data:  a||", text(ServerEvent.of(" a")));
        assertEquals(
                "id: 7|event: entry|data: a||",
                text(ServerEvent.of("a").withId("7").withType("entry")));
    }

    @Test
    void everyLineOfTheTextIsAField() {
        String lines = "data: a|data: b|data: c|data: |data: d|data: ||";
        assertEquals(lines, text(ServerEvent.of("a\nb\r\nc\r\rd\n")));
        assertEquals("data: |data: id: 7||", text(ServerEvent.of("\nid: 7")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\rb", "a\r\nb", "\n", "a\0"})
    void noFieldCanBringAnother(String value) {
        ServerEvent event = ServerEvent.of("a");
        assertThrows(IllegalArgumentException.class, () -> event.withId(value));
        assertThrows(IllegalArgumentException.class, () -> event.withType(value));
    }

    /** What a browser reads (HTML 9.2.6), by the simplest means. */
    private static List<ServerEvent> read(String stream) {
        List<ServerEvent> events = new ArrayList<>();
        String id = "";
        String type = "";
        StringBuilder data = new StringBuilder();
        for (String line : stream.split("\r\n|\r|\n", -1)) {
            String value = line.substring(Math.min(line.length(), line.indexOf(':') + 1));
            if (value.startsWith(" ")) value = value.substring(1);
            if (line.isEmpty() && !data.isEmpty()) {
                events.add(new ServerEvent(id, type, data.substring(0, data.length() - 1)));
                data.setLength(0);
                id = type = "";
            } else if (line.startsWith("data:")) {
                data.append(value).append('\n');
            } else if (line.startsWith("id:")) {
                id = value;
            } else if (line.startsWith("event:")) {
                type = value;
            }
        }
        return events;
    }

    @Test
    void browsersReadWhatWasSent() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        List<ServerEvent> sent = new ArrayList<>();
        StringBuilder stream = new StringBuilder();
        for (int i = 0; i < 2000; i++) {
            String data = pick(random, "ab :\n\r\u00e4dtid");
            ServerEvent event = new ServerEvent(pick(random, "ab :"), pick(random, "ab :"), data);
            stream.append(event.text());
            String normal = data.replace("\r\n", "\n").replace('\r', '\n');
            sent.add(new ServerEvent(event.id(), event.type(), normal));
        }
        assertEquals(sent, read(stream.toString()), "seed " + seed);
    }

    private static String pick(SplittableRandom random, String from) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(12);
        for (int i = 0; i < length; i++) text.append(from.charAt(random.nextInt(from.length())));
        return text.toString();
    }
}
