package dev.homeport.app.gazette.guestbook;

import dev.homeport.app.json.JsonWriter;
import dev.homeport.app.problem.Outcome;
import dev.homeport.http.Request;
import dev.homeport.http.Response;
import dev.homeport.http.events.EventStream;
import dev.homeport.http.events.ServerEvent;
import dev.homeport.storage.StoreProblem;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * New entries of the guestbook as they are written, for everybody who listens. The store is what is
 * told from, so a client that comes back gets what it missed. Thread-safe.
 */
public final class GuestbookEvents {
    /** Where it lies. */
    public static final String PATH = "/api/guestbook/events";

    /** Listeners at a time: each of them is a request that runs. */
    public static final int FOLLOWERS_MAX = 200;

    private static final int ENTRIES_AT_A_TIME = 100;
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final Duration RETRY_WHEN_FULL = Duration.ofSeconds(60);

    private final Entries entries;
    private final Semaphore free;

    /** Tells at most {@code followersMax} clients of {@code entries}; others come back later. */
    public GuestbookEvents(Entries entries, int followersMax) {
        this.entries = entries;
        this.free = new Semaphore(followersMax);
    }

    /** {@code GET /api/guestbook/events}: what is written from now on, or after Last-Event-ID. */
    public Outcome<Response> follow(Request request) throws StoreProblem {
        Optional<String> known = EventStream.lastEventId(request).filter(EntryId::is);
        String from = known.isPresent() ? known.get() : entries.newest();
        return Outcome.of(EventStream.respond(HEARTBEAT, events -> write(events, from)));
    }

    private void write(EventStream events, String from) throws Exception {
        if (!free.tryAcquire()) {
            events.retry(RETRY_WHEN_FULL);
            return;
        }
        try {
            events.retry(RETRY);
            Follower follower = new Follower(events, from);
            events.follow(entries.written(), follower::send);
        } finally {
            free.release();
        }
    }

    /** One client and what it knows. */
    private final class Follower {
        private final EventStream events;
        private String last;

        Follower(EventStream events, String last) {
            this.events = events;
            this.last = last;
        }

        void send() throws StoreProblem, IOException {
            List<Entry> more;
            do {
                more = entries.after(last, ENTRIES_AT_A_TIME);
                for (Entry entry : more) {
                    String json = JsonWriter.write(entry.json());
                    events.send(ServerEvent.of(json).withId(entry.id()).withType("entry"));
                    last = entry.id();
                }
            } while (more.size() == ENTRIES_AT_A_TIME && !events.isEnding());
        }
    }
}
