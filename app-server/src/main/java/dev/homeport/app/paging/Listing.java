package dev.homeport.app.paging;

import dev.homeport.app.json.Json;
import dev.homeport.storage.Collection;
import dev.homeport.storage.Document;
import dev.homeport.storage.Scan;
import dev.homeport.storage.StoreProblem;
import dev.homeport.storage.View;

import java.util.List;
import java.util.Optional;

/**
 * A list that is read in pages: a collection in the order of its ids, whole or only the documents
 * whose indexed member has one value.
 *
 * @param collection what it lists
 * @param filter the member and value every document has, if any
 * @param order the direction
 */
public record Listing(Collection collection, Optional<Filter> filter, Scan.Order order) {

    /** The documents whose {@code member} is {@code value}. */
    public record Filter(String member, String value) {}

    /** Documents of one page, and the cursor of the next one if there is one. */
    public record Slice(List<Document> documents, Optional<String> next) {
        public Slice {
            documents = List.copyOf(documents);
        }
    }

    /** All documents of {@code collection}, by id. */
    public static Listing of(Collection collection, Scan.Order order) {
        return new Listing(collection, Optional.empty(), order);
    }

    /** The documents of this list whose indexed {@code member} is {@code value}. */
    public Listing where(String member, String value) {
        return new Listing(collection, Optional.of(new Filter(member, value)), order);
    }

    /** Reads the page that {@code page} asks for. */
    public Slice read(View view, PageRequest page) throws StoreProblem {
        // One more than shown tells whether another page follows.
        Scan scan = scan(page.limit() + 1);
        if (page.after().isPresent()) scan = scan.after(standIn(page.after().get()));
        List<Document> found = view.scan(collection, scan);
        if (found.size() <= page.limit()) return new Slice(found, Optional.empty());
        List<Document> shown = found.subList(0, page.limit());
        return new Slice(shown, Optional.of(Cursor.encode(name(), shown.getLast().id())));
    }

    /** What tells this list from others in its cursors. */
    String name() {
        String which = filter.map(f -> f.member() + "=" + f.value()).orElse("");
        return collection.name() + "?" + which + "/" + order;
    }

    private Scan scan(int limit) {
        Scan scan =
                filter.isPresent()
                        ? Scan.where(filter.get().member(), filter.get().value(), limit)
                        : Scan.byId(limit);
        return order == Scan.Order.DESCENDING ? scan.descending() : scan;
    }

    private Document standIn(String id) {
        Json.Obj members = Json.object();
        if (filter.isPresent()) {
            members = members.with(filter.get().member(), filter.get().value());
        }
        return Cursor.standIn(id, members);
    }
}
