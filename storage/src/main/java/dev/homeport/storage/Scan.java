package dev.homeport.storage;

import java.util.Optional;

/**
 * Which documents a scan returns, and in which order: by id, or by an indexed member and then by
 * id.
 *
 * <p>Paging is by key, never by offset: the next page starts after the last document of this one,
 * so that no page grows slower and no document is shown twice.
 *
 * @param index the member to order by; empty orders by id
 * @param equal only documents whose member has this value ({@link String} or {@link Long})
 * @param after only documents behind this one in the scan's order
 * @param order the direction
 * @param limit how many documents at most, 1 to 1000
 */
public record Scan(
        Optional<String> index,
        Optional<Object> equal,
        Optional<Document> after,
        Order order,
        int limit) {
    /** The bound of {@code limit}. */
    public static final int LIMIT_MAX = 1000;

    /** The direction of a scan. */
    public enum Order {
        ASCENDING,
        DESCENDING
    }

    public Scan {
        if (limit < 1 || limit > LIMIT_MAX) {
            throw new IllegalArgumentException("a scan returns 1 to " + LIMIT_MAX + " documents");
        }
        if (equal.isPresent() && index.isEmpty()) {
            throw new IllegalArgumentException("a scan by value names the member");
        }
    }

    /** All documents in the order of their ids. */
    public static Scan byId(int limit) {
        return new Scan(
                Optional.empty(), Optional.empty(), Optional.empty(), Order.ASCENDING, limit);
    }

    /** All documents in the order of {@code member}. */
    public static Scan by(String member, int limit) {
        return new Scan(
                Optional.of(member), Optional.empty(), Optional.empty(), Order.ASCENDING, limit);
    }

    /** The documents whose {@code member} is {@code value}, in the order of their ids. */
    public static Scan where(String member, Object value, int limit) {
        return new Scan(
                Optional.of(member), Optional.of(value), Optional.empty(), Order.ASCENDING, limit);
    }

    /** This scan from its other end. */
    public Scan descending() {
        return new Scan(index, equal, after, Order.DESCENDING, limit);
    }

    /** This scan behind {@code last}, the last document of the page before. */
    public Scan after(Document last) {
        return new Scan(index, equal, Optional.of(last), order, limit);
    }
}
