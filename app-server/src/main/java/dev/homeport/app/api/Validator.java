package dev.homeport.app.api;

import dev.homeport.app.problem.Outcome;
import dev.homeport.http.Request;
import dev.homeport.storage.Collection;
import dev.homeport.storage.Document;
import dev.homeport.storage.StoreProblem;
import dev.homeport.storage.View;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Entity tags made from a record's version, and the preconditions that name them (RFC 9110 8.8.3,
 * 13.1).
 */
public final class Validator {
    private Validator() {}

    /** The strong entity tag of a record at {@code version}. */
    public static String of(long version) {
        return "\"v" + version + "\"";
    }

    /** Whether the one who asks has {@code tag} already, so that 304 will do (RFC 9110 13.1.2). */
    public static boolean isKnown(Request request, String tag) {
        if (!request.headers().contains("if-none-match")) return false;
        String field = request.headers().joined("if-none-match");
        // Weak comparison: the weakness of a tag does not matter.
        return field.strip().equals("*")
                || tags(field).orElse(List.of()).stream().anyMatch(t -> strong(t).equals(tag));
    }

    /**
     * {@code request}, when it says which version it changes: 428 when it does not (RFC 6585 3),
     * 400 when what it says is no list of entity tags.
     */
    public static Outcome<Request> requireStated(Request request) {
        if (!request.headers().contains("if-match")) {
            return Outcome.refused(
                    428, "Say in If-Match which version you change: the ETag you have read.");
        }
        String field = request.headers().joined("if-match");
        boolean legible = field.strip().equals("*") || tags(field).isPresent();
        return legible
                ? Outcome.of(request)
                : Outcome.refused(400, "If-Match is no list of entity tags.");
    }

    /**
     * The document {@code id}, when If-Match of {@code request} names its version (RFC 9110
     * 13.1.1): 412 when it names others, 404 when there is no such document.
     */
    public static Outcome<Document> current(
            View view, Collection collection, String id, Request request) throws StoreProblem {
        Optional<Document> found = view.get(collection, id);
        if (found.isEmpty()) return Outcome.refused(404, "There is nothing of that name.");
        String field = request.headers().joined("if-match");
        String tag = of(found.get().version());
        // Strong comparison: a weak tag matches nothing.
        boolean named = field.strip().equals("*") || tags(field).orElse(List.of()).contains(tag);
        if (named) return Outcome.of(found.get());
        return Outcome.refused(412, "It has changed since you read it. Read it again.");
    }

    private static String strong(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }

    /** The entity tags in {@code field}, weak ones with their prefix; empty when it is no list. */
    static Optional<List<String>> tags(String field) {
        List<String> tags = new ArrayList<>();
        int at = skipSeparators(field, 0);
        while (at < field.length()) {
            int open = field.startsWith("W/", at) ? at + 2 : at;
            if (open >= field.length() || field.charAt(open) != '"') return Optional.empty();
            int close = field.indexOf('"', open + 1);
            if (close < 0) return Optional.empty();
            tags.add(field.substring(at, close + 1));
            int next = skipSeparators(field, close + 1);
            boolean separated = field.substring(close + 1, next).contains(",");
            if (next < field.length() && !separated) return Optional.empty();
            at = next;
        }
        return tags.isEmpty() ? Optional.empty() : Optional.of(tags);
    }

    /** RFC 9110 5.6.1: commas with optional white space, empty elements included. */
    private static int skipSeparators(String field, int from) {
        int at = from;
        while (at < field.length() && ", \t".indexOf(field.charAt(at)) >= 0) at++;
        return at;
    }
}
