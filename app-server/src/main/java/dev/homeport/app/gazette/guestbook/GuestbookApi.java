package dev.homeport.app.gazette.guestbook;

import dev.homeport.app.api.JsonBody;
import dev.homeport.app.api.JsonResponse;
import dev.homeport.app.api.Owner;
import dev.homeport.app.api.Validator;
import dev.homeport.app.form.Form;
import dev.homeport.app.form.FormLimits;
import dev.homeport.app.form.FormReader;
import dev.homeport.app.json.Json;
import dev.homeport.app.paging.PageReader;
import dev.homeport.app.paging.PageRequest;
import dev.homeport.app.problem.Outcome;
import dev.homeport.http.Request;
import dev.homeport.http.Response;
import dev.homeport.storage.StoreProblem;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The guestbook for programs: everybody reads and writes, the owner corrects. */
public final class GuestbookApi {
    /** Where it lies. */
    public static final String PATH = "/api/guestbook";

    private static final FormReader QUERY = new FormReader(FormLimits.QUERY);
    private static final PageReader PAGES = new PageReader(20, 100);

    /** What an entry shows and nobody sets. */
    private static final Set<String> SHOWN = Set.of("id", "version", "created");

    private final Entries entries;

    public GuestbookApi(Entries entries) {
        this.entries = entries;
    }

    /** {@code GET /api/guestbook}: a page of entries, the newest first. */
    public Outcome<Response> list(Request request) throws StoreProblem {
        return QUERY.query(request.target().query()).then(this::list);
    }

    private Outcome<Response> list(Form query) throws StoreProblem {
        String limit = query.find("limit").map(l -> "limit=" + l + "&").orElse("");
        return PAGES.read(query, Entries.NEWEST_FIRST).map(page -> list(page, limit));
    }

    private Response list(PageRequest page, String limit) throws StoreProblem {
        Entries.Slice slice = entries.list(page);
        List<Json> items = slice.entries().stream().<Json>map(Entry::json).toList();
        return JsonResponse.list(
                items, slice.next().map(next -> PATH + "?" + limit + "after=" + next));
    }

    /** {@code GET /api/guestbook/{id}}: one entry. */
    public Outcome<Response> get(Request request) throws StoreProblem {
        Optional<Entry> found = entries.find(id(request));
        if (found.isEmpty()) return missing();
        Entry entry = found.get();
        return Outcome.of(JsonResponse.record(request, entry.json(), entry.version()));
    }

    /** {@code POST /api/guestbook}: adds an entry. */
    public Outcome<Response> create(Request request) throws StoreProblem {
        return JsonBody.read(request)
                .then(Draft::read)
                .map(entries::add)
                .map(e -> JsonResponse.created(PATH + "/" + e.id(), e.json(), e.version()));
    }

    /**
     * {@code PUT /api/guestbook/{id}}: replaces an entry that has not changed since it was read.
     */
    public Outcome<Response> replace(Request request) throws StoreProblem {
        return Owner.admit(request)
                .then(Validator::requireStated)
                .then(stated -> JsonBody.readReplacement(stated, SHOWN))
                .then(Draft::read)
                .then(words -> entries.replace(id(request), request, words))
                .map(e -> JsonResponse.written(e.json(), e.version()));
    }

    private static String id(Request request) {
        return request.parameter("id").orElseThrow();
    }

    private static Outcome<Response> missing() {
        return Outcome.refused(404, "There is no such entry.");
    }
}
