package dev.homeport.http.netty;

import static dev.homeport.http.netty.Streams.CERTIFICATES;
import static dev.homeport.http.netty.Streams.LIMITS;
import static dev.homeport.http.netty.Streams.server;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homeport.http.Filter;
import dev.homeport.http.Handler;
import dev.homeport.http.Requests;
import dev.homeport.http.Response;
import dev.homeport.http.coding.ContentCoding;
import dev.homeport.http.events.EventStream;
import dev.homeport.http.events.ServerEvent;
import dev.homeport.http.events.Signal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** Events come as they happen, over every version of HTTP. */
class EventStreamTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    /** Lines that anybody may add and everybody gets, from the one after that they know. */
    private static final class Ticker {
        private final List<String> lines = new CopyOnWriteArrayList<>();
        private final Signal signal = new Signal();

        void add(String line) {
            lines.add(line);
            signal.raise();
        }

        Handler handler(Duration heartbeat) {
            return request -> {
                int known = EventStream.lastEventId(request).map(Integer::parseInt).orElse(0);
                return EventStream.respond(heartbeat, events -> write(events, known));
            };
        }

        private void write(EventStream events, int known) throws Exception {
            int[] next = {known};
            events.retry(Duration.ofSeconds(3));
            events.follow(
                    signal,
                    () -> {
                        while (next[0] < lines.size()) {
                            String line = lines.get(next[0]++);
                            events.send(ServerEvent.of(line).withId("" + next[0]));
                        }
                    });
        }
    }

    private static void expect(ClientCall call, String text) throws Exception {
        assertEquals(text, call.read(text.length()));
    }

    @ParameterizedTest
    @EnumSource
    void eventsComeAsTheyHappen(Wire wire) throws Exception {
        Ticker ticker = new Ticker();
        ticker.add("zero");
        Handler handler = Filter.chain(List.of(ContentCoding.DEFAULT), ticker.handler(LONG));
        try (TestServer server = server(handler);
                Wire.Client client = wire.client(server);
                ClientCall call = client.get("/", "accept-encoding", "gzip")) {
            assertEquals(200, call.status());
            assertEquals("text/event-stream", call.field("content-type"));
            assertEquals("no-store, no-transform", call.field("cache-control"));
            assertEquals("", call.field("content-encoding"));
            expect(call, "retry: 3000\n\nid: 1\ndata: zero\n\n");
            ticker.add("one");
            expect(call, "id: 2\ndata: one\n\n");
            ticker.add("two\nlines");
            expect(call, "id: 3\ndata: two\ndata: lines\n\n");
            try (ClientCall again = client.get("/", "last-event-id", "2")) {
                assertEquals(200, again.status());
                expect(again, "retry: 3000\n\nid: 3\ndata: two\ndata: lines\n\n");
                call.leave();
                await().until(() -> ticker.signal.followers() == 1);
                ticker.add("three");
                expect(again, "id: 4\ndata: three\n\n");
            }
            await().until(() -> ticker.signal.followers() == 0);
            assertEquals(List.of(), server.recorder().failures);
        }
    }

    @ParameterizedTest
    @EnumSource
    void silenceIsFilledWithHeartbeats(Wire wire) throws Exception {
        Ticker ticker = new Ticker();
        try (TestServer server = server(ticker.handler(Duration.ofMillis(20)));
                Wire.Client client = wire.client(server);
                ClientCall call = client.get("/")) {
            assertEquals(200, call.status());
            expect(call, "retry: 3000\n\n: \n\n: \n\n: \n\n");
        }
    }

    @ParameterizedTest
    @EnumSource
    void theyEndWhenTheServerStops(Wire wire) throws Exception {
        Ticker ticker = new Ticker();
        try (TestServer server =
                        TestServer.of(
                                Optional.of(CERTIFICATES),
                                () -> ticker.handler(LONG),
                                config -> config.withDrainTimeout(LONG));
                Wire.Client client = wire.client(server);
                ClientCall call = client.get("/")) {
            assertEquals(200, call.status());
            expect(call, "retry: 3000\n\n");
            Thread closing = Thread.ofVirtual().start(server::close);
            assertEquals("", call.rest());
            assertTrue(closing.join(Duration.ofSeconds(30)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aReloadLeavesThemRunning(Wire wire) throws Exception {
        Ticker ticker = new Ticker();
        AtomicReference<Handler> root = new AtomicReference<>(ticker.handler(LONG));
        try (TestServer server =
                        TestServer.of(
                                Optional.of(CERTIFICATES),
                                root::get,
                                config -> config.withLimits(LIMITS));
                Wire.Client client = wire.client(server);
                ClientCall call = client.get("/")) {
            assertEquals(200, call.status());
            expect(call, "retry: 3000\n\n");
            root.set(Handler.inline(_ -> Response.of(204)));
            try (ClientCall other = client.get("/")) {
                assertEquals(204, other.status());
            }
            ticker.add("still");
            expect(call, "id: 1\ndata: still\n\n");
        }
    }

    @Test
    void aClientMayKnowNothing() {
        assertEquals(Optional.empty(), EventStream.lastEventId(Requests.get("/")));
        assertEquals(
                Optional.empty(), EventStream.lastEventId(Requests.get("/", "last-event-id", "")));
        assertThrows(
                IllegalArgumentException.class, () -> EventStream.respond(Duration.ZERO, _ -> {}));
    }
}
