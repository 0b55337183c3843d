package dev.homeport.app.paging;

import dev.homeport.app.form.Form;
import dev.homeport.app.problem.Outcome;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads which page of a list a query asks for: {@code after}, a cursor, and {@code limit}.
 *
 * @param limitDefault documents on a page when the query does not say
 * @param limitMax the most a query may ask for
 */
public record PageReader(int limitDefault, int limitMax) {

    /** The page of {@code list} that {@code query} asks for; 400 when it makes no sense. */
    public Outcome<PageRequest> read(Form query, Listing list) {
        OptionalInt limit = limit(query);
        if (limit.isEmpty()) {
            return Outcome.refused(400, "limit is a number from 1 to " + limitMax + ".");
        }
        if (!query.has("after")) return Outcome.of(PageRequest.first(limit.getAsInt()));
        Optional<String> id = query.find("after").flatMap(c -> Cursor.decode(list.name(), c));
        if (id.isEmpty()) {
            return Outcome.refused(
                    400, "after is not a cursor of this list. Follow the links, or start anew.");
        }
        return Outcome.of(new PageRequest(id, limit.getAsInt()));
    }

    private OptionalInt limit(Form query) {
        if (!query.has("limit")) return OptionalInt.of(limitDefault);
        String text = query.find("limit").orElse("");
        if (text.isEmpty() || text.length() > 4) return OptionalInt.empty();
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') return OptionalInt.empty();
            value = value * 10 + (c - '0');
        }
        return value < 1 || value > limitMax ? OptionalInt.empty() : OptionalInt.of(value);
    }
}
