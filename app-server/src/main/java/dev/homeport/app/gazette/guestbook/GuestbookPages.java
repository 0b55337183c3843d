package dev.homeport.app.gazette.guestbook;

import dev.homeport.app.check.Checked;
import dev.homeport.app.form.Form;
import dev.homeport.app.form.FormLimits;
import dev.homeport.app.form.FormReader;
import dev.homeport.app.gazette.layout.Frame;
import dev.homeport.app.page.Page;
import dev.homeport.app.paging.PageReader;
import dev.homeport.app.paging.PageRequest;
import dev.homeport.app.problem.Outcome;
import dev.homeport.app.problem.Problem;
import dev.homeport.app.session.FormToken;
import dev.homeport.app.session.SameOrigin;
import dev.homeport.app.session.Session;
import dev.homeport.app.session.Sessions;
import dev.homeport.http.Request;
import dev.homeport.http.Response;
import dev.homeport.storage.Store;
import dev.homeport.storage.StoreProblem;
import dev.homeport.storage.Tx;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The guestbook's page and its form. */
public final class GuestbookPages {
    /** Where it lies. */
    public static final String PATH = "/guestbook";

    private static final FormReader QUERY = new FormReader(FormLimits.QUERY);
    private static final FormReader FORM = new FormReader(FormLimits.DEFAULT);
    private static final PageReader PAGES = new PageReader(10, 50);
    private static final PageRequest FIRST_PAGE = PageRequest.first(10);
    private static final String THANKS = "Thank you. Your entry is in the book.";
    private static final String OUT_OF_DATE =
            "This form was out of date, so nothing was written. Please send it again.";

    private final Store store;
    private final Sessions sessions;
    private final FormToken tokens;
    private final Entries entries;
    private final Burst burst;

    public GuestbookPages(
            Store store, Sessions sessions, FormToken tokens, Entries entries, Burst burst) {
        this.store = store;
        this.sessions = sessions;
        this.tokens = tokens;
        this.entries = entries;
        this.burst = burst;
    }

    /** {@code GET /guestbook}: a page of entries, and the form. */
    public Outcome<Response> list(Request request) throws StoreProblem {
        return QUERY.query(request.target().query())
                .then(query -> PAGES.read(query, Entries.NEWEST_FIRST))
                .map(page -> list(request, page));
    }

    private Response list(Request request, PageRequest page) throws StoreProblem {
        Optional<Session> known = store.read(view -> sessions.find(view, request));
        String notice = known.flatMap(Session::flash).orElse("");
        Session session = notedSession(request, known);
        return show(request, session, new Sheet(200, page, Draft.empty(), Map.of(), notice));
    }

    /** The visitor's session; writes only when there is something new to remember. */
    private Session notedSession(Request request, Optional<Session> known) throws StoreProblem {
        boolean quiet = known.isPresent() && known.get().flash().isEmpty();
        if (quiet && !sessions.isStale(known.get())) return known.get();
        return store.write(
                tx -> {
                    Session session = sessions.open(tx, request);
                    return known.isEmpty() ? session : sessions.save(tx, session.withoutFlash());
                });
    }

    /** {@code POST /guestbook}: writes an entry, then sends the visitor to the book. */
    public Outcome<Response> sign(Request request) throws StoreProblem {
        return SameOrigin.admit(request).then(FORM::read).then(form -> sign(request, form));
    }

    private Outcome<Response> sign(Request request, Form form) throws StoreProblem {
        Draft draft = Draft.of(form);
        Optional<Session> session = store.read(view -> sessions.find(view, request));
        if (session.isEmpty() || !FormToken.matches(session.get(), form)) {
            Session fresh = notedSession(request, session);
            return Outcome.of(
                    show(request, fresh, new Sheet(403, FIRST_PAGE, draft, Map.of(), OUT_OF_DATE)));
        }
        return switch (draft.check()) {
            case Checked.Faulty<Entry.Words>(var faults) ->
                    Outcome.of(
                            show(
                                    request,
                                    session.get(),
                                    new Sheet(422, FIRST_PAGE, draft, faults, "")));
            case Checked.Valid<Entry.Words>(var words) ->
                    store.write(tx -> write(tx, request, words)).map(_ -> written());
        };
    }

    /** Writes the entry and what the session remembers of it, both or neither. */
    private Outcome<Entry> write(Tx tx, Request request, Entry.Words words) throws StoreProblem {
        Optional<Session> session = sessions.find(tx, request);
        if (session.isEmpty()) return Outcome.refused(403, OUT_OF_DATE);
        Optional<Duration> wait = burst.waitOf(session.get());
        if (wait.isPresent()) {
            return new Outcome.Refused<>(
                    Problem.of(429, "That was a lot to say at once. Take a short rest.")
                            .retryAfter(wait.get()));
        }
        sessions.save(tx, burst.note(session.get()).withFlash(THANKS));
        return Outcome.of(entries.add(tx, words));
    }

    private Response written() {
        entries.written().raise();
        return seeOther();
    }

    /** RFC 9110 15.4.4: what follows is a GET, so that a reload sends nothing twice. */
    private static Response seeOther() {
        return Response.redirect(303, PATH).with("cache-control", "no-store");
    }

    /** What is to be shown: the page of entries, and the form with what stands in it. */
    private record Sheet(
            int status,
            PageRequest page,
            Draft draft,
            Map<String, List<String>> faults,
            String notice) {}

    private Response show(Request request, Session session, Sheet sheet) throws StoreProblem {
        Entries.Slice slice = entries.list(sheet.page());
        Book book =
                new Book(
                        slice.entries(),
                        slice.next().map(next -> PATH + "?after=" + next).orElse(null),
                        sheet.draft(),
                        sheet.faults(),
                        tokens.issue(session),
                        sheet.notice().isEmpty() ? null : sheet.notice());
        Frame frame = Frame.of(request, "Guestbook");
        Page page = output -> JtebookGenerated.render(output, Page.PLAIN, frame, book);
        Response response = page.respond(sheet.status()).with("cache-control", "no-store");
        return sessions.attach(response, request, session);
    }
}
