package dev.homeport.http.semantics;

import dev.homeport.http.Headers;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Preconditions of a request, in the order of RFC 9110 13.2.2. */
public final class Conditional {

    private Conditional() {}

    /**
     * What tells one state of a representation from another.
     *
     * @param tag its entity tag
     * @param lastModified when it changed, in seconds since 1970
     */
    public record Validators(EntityTag tag, long lastModified) {}

    /** What to do with a request. */
    public enum Outcome {
        /** Answer it. */
        PROCEED,
        /** 304: the client has it. */
        NOT_MODIFIED,
        /** 412: it is not in the state the client meant. */
        FAILED
    }

    /**
     * Decides for a representation that exists.
     *
     * @param now the time in seconds since 1970, for dates with two digits of a year
     */
    public static Outcome evaluate(String method, Headers request, Validators current, long now) {
        boolean reads = method.equals("GET") || method.equals("HEAD");
        if (request.contains("if-match")) {
            if (!ifMatch(request.joined("if-match"), current.tag())) return Outcome.FAILED;
        } else if (changedSince(request, "if-unmodified-since", current, now) == Change.LATER) {
            return Outcome.FAILED;
        }
        if (request.contains("if-none-match")) {
            if (ifNoneMatch(request.joined("if-none-match"), current.tag())) return Outcome.PROCEED;
            return reads ? Outcome.NOT_MODIFIED : Outcome.FAILED;
        }
        // RFC 9110 13.1.3: only GET and HEAD know If-Modified-Since.
        boolean same =
                reads && changedSince(request, "if-modified-since", current, now) == Change.NONE;
        return same ? Outcome.NOT_MODIFIED : Outcome.PROCEED;
    }

    /** RFC 9110 13.1.1; a field that cannot be read must not let a change through. */
    private static boolean ifMatch(String field, EntityTag current) {
        if (field.equals("*")) return true;
        Optional<List<EntityTag>> tags = EntityTag.parseList(field);
        return tags.isPresent() && tags.get().stream().anyMatch(current::equalsStrongly);
    }

    /** RFC 9110 13.1.2; a field that cannot be read matches nothing, so that the whole is sent. */
    private static boolean ifNoneMatch(String field, EntityTag current) {
        if (field.equals("*")) return false;
        Optional<List<EntityTag>> tags = EntityTag.parseList(field);
        return tags.isEmpty() || tags.get().stream().noneMatch(current::equalsWeakly);
    }

    private enum Change {
        UNKNOWN,
        NONE,
        LATER
    }

    private static Change changedSince(Headers request, String name, Validators current, long now) {
        Optional<String> field = request.first(name);
        if (field.isEmpty()) return Change.UNKNOWN;
        // RFC 9110 13.1.3, 13.1.4: a list or what is no date is ignored.
        OptionalLong date = HttpDate.parse(request.joined(name), now);
        if (date.isEmpty()) return Change.UNKNOWN;
        return current.lastModified() > date.getAsLong() ? Change.LATER : Change.NONE;
    }

    /**
     * Whether a range may be answered with a part: RFC 9110 13.1.5. A tag must match strongly, a
     * date exactly; otherwise the whole is sent.
     */
    public static boolean allowsRange(Headers request, Validators current, long now) {
        Optional<String> field = request.first("if-range");
        if (field.isEmpty()) return true;
        Optional<EntityTag> tag = EntityTag.parse(field.get());
        if (tag.isPresent()) return tag.get().equalsStrongly(current.tag());
        OptionalLong date = HttpDate.parse(field.get(), now);
        // RFC 9110 8.8.2.2: a date is strong only when it is well before now.
        return date.isPresent()
                && date.getAsLong() == current.lastModified()
                && now - current.lastModified() >= 60;
    }
}
