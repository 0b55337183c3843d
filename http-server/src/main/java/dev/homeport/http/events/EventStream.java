package dev.homeport.http.events;

import dev.homeport.http.Body;
import dev.homeport.http.BodySink;
import dev.homeport.http.Headers;
import dev.homeport.http.Request;
import dev.homeport.http.Response;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Sends events to one client, each at once, until the client leaves or the server stops; then the
 * browser connects again and says what it got last ({@link #lastEventId}).
 *
 * <pre>{@code
 * return EventStream.respond(Duration.ofSeconds(15), events ->
 *         events.follow(signal, () -> { for (Entry entry : newer()) events.send(eventOf(entry)); }));
 * }</pre>
 *
 * <p>Used by the thread of its writer. Sending throws {@link dev.homeport.http.ClientGoneException}
 * when the client has left.
 */
public final class EventStream {
    private static final Headers FIELDS =
            Headers.of(
                    "content-type",
                    "text/event-stream",
                    "cache-control",
                    // Compressing would cost a window of memory for each client.
                    "no-store, no-transform",
                    // Proxies of nginx's kind would hold events back.
                    "x-accel-buffering",
                    "no");

    private final BodySink sink;
    private final Duration heartbeat;
    private final Semaphore wakes = new Semaphore(0);

    /** Writes the events of one client. */
    @FunctionalInterface
    public interface Writer {
        /** Sends to {@code events}; returning ends the stream. */
        void write(EventStream events) throws Exception;
    }

    /** Looks for what is new, and sends it. */
    @FunctionalInterface
    public interface Step {
        /** Sends all that is new since the last time. */
        void send() throws Exception;
    }

    private EventStream(BodySink sink, Duration heartbeat) {
        this.sink = sink;
        this.heartbeat = heartbeat;
        sink.whenEnding(this::wake);
    }

    /**
     * A response whose content {@code writer} sends.
     *
     * @param heartbeat after so long without an event a comment is sent, so that proxies keep the
     *     connection and a client that is gone is noticed; at least a millisecond
     */
    public static Response respond(Duration heartbeat, Writer writer) {
        if (heartbeat.toMillis() < 1) throw new IllegalArgumentException("no time for a heartbeat");
        Body body = Body.stream(sink -> writer.write(new EventStream(sink, heartbeat)));
        return new Response(200, FIELDS, body);
    }

    /** The id of the last event that the client of {@code request} got, when it connects again. */
    public static Optional<String> lastEventId(Request request) {
        return request.header("last-event-id").filter(id -> !id.isEmpty());
    }

    /** Sends {@code event} now. */
    public void send(ServerEvent event) throws IOException {
        write(event.text());
    }

    /** Sends a comment, which clients pass over. */
    public void comment(String text) throws IOException {
        StringBuilder lines = new StringBuilder();
        ServerEvent.lines(lines, "", text);
        write(lines.append('\n').toString());
    }

    /** Tells the client how long to wait before it connects again. */
    public void retry(Duration wait) throws IOException {
        write("retry: " + wait.toMillis() + "\n\n");
    }

    private void write(String text) throws IOException {
        sink.write(text.getBytes(StandardCharsets.UTF_8));
        sink.flush();
    }

    /** Whether it should end: the server stops or the client has left. */
    public boolean isEnding() {
        return sink.isEnding();
    }

    /**
     * Does {@code step} now and after each time that {@code signal} is raised, until this should
     * end; in between heartbeats are sent.
     */
    public void follow(Signal signal, Step step) throws Exception {
        Runnable wake = this::wake;
        signal.join(wake);
        try {
            step.send();
            while (!isEnding()) {
                boolean woken = wakes.tryAcquire(heartbeat.toNanos(), TimeUnit.NANOSECONDS);
                // Whatever was signalled until now is seen by this step.
                wakes.drainPermits();
                if (isEnding()) return;
                if (woken) step.send();
                else comment("");
            }
        } finally {
            signal.leave(wake);
        }
    }

    private void wake() {
        wakes.release();
    }
}
