package dev.homeport.app.check;

import dev.homeport.app.json.Json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Collects the faults of one submission while its fields are read; used by one thread.
 *
 * <p>Each reading method returns the field's value, or a harmless stand-in after noting why the
 * value will not do. {@link #finish} gives the result only when nothing was noted.
 */
public final class Check {
    private final Map<String, List<String>> faults = new LinkedHashMap<>();

    /** Notes a fault of {@code field}; {@code message} is a sentence for the one who entered it. */
    public void fault(String field, String message) {
        faults.computeIfAbsent(field, _ -> new ArrayList<>()).add(message);
    }

    /** The text of {@code field}, tidied: outer white space cut, line breaks as one character. */
    public String text(String field, Optional<String> entered, TextRule rule) {
        String text = entered.orElse("").replace("\r\n", "\n").replace('\r', '\n').strip();
        int characters = text.codePointCount(0, text.length());
        if (characters == 0 && rule.charactersMin() > 0) {
            fault(field, "is needed");
        } else if (characters < rule.charactersMin()) {
            fault(field, "is shorter than " + rule.charactersMin() + " characters");
        } else if (characters > rule.charactersMax()) {
            fault(
                    field,
                    "has " + characters + " characters; " + rule.charactersMax() + " is the most");
        }
        checkCharacters(field, text, rule.lines());
        return text;
    }

    private void checkCharacters(String field, String text, TextRule.Lines lines) {
        boolean broken = text.indexOf('\n') >= 0;
        if (broken && lines == TextRule.Lines.ONE) fault(field, "has more than one line");
        boolean odd = text.codePoints().anyMatch(c -> c != '\n' && c != '\t' && isOdd(c));
        if (odd) fault(field, "has a control character or half of a character");
    }

    /** Controls, lone surrogates and code points that are no characters. */
    private static boolean isOdd(int codePoint) {
        return Character.isISOControl(codePoint)
                || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE)
                || (codePoint & 0xFFFE) == 0xFFFE;
    }

    /**
     * The text in the member {@code field} of {@code object}; a value of another kind is a fault.
     */
    public String text(Json.Obj object, String field, TextRule rule) {
        Optional<Json> entered = object.find(field);
        if (entered.isPresent() && !(entered.get() instanceof Json.Text)) {
            fault(field, "must be text, not " + entered.get().kind());
            return "";
        }
        return text(field, entered.map(json -> ((Json.Text) json).value()), rule);
    }

    /** The whole number in the member {@code field} of {@code object}, between the bounds. */
    public long whole(Json.Obj object, String field, long min, long max) {
        Json entered = object.find(field).orElse(new Json.Null());
        if (entered instanceof Json.Null) {
            fault(field, "is needed");
        } else if (!(entered instanceof Json.Whole(long value))) {
            fault(field, "must be a whole number, not " + entered.kind());
        } else if (value < min || value > max) {
            fault(field, "must be between " + min + " and " + max);
        } else {
            return value;
        }
        return min;
    }

    /** Notes every member of {@code object} that is not one of {@code known}. */
    public void onlyMembers(Json.Obj object, String... known) {
        Set<String> unknown = new HashSet<>(object.members().keySet());
        unknown.removeAll(Set.of(known));
        for (String field : object.members().keySet()) {
            if (unknown.contains(field)) fault(field, "is not a member we know");
        }
    }

    /** The result made by {@code value}, which is asked only when no fault was noted. */
    public <T> Checked<T> finish(Supplier<T> value) {
        if (faults.isEmpty()) return new Checked.Valid<>(value.get());
        Map<String, List<String>> copy = new LinkedHashMap<>();
        faults.forEach((field, messages) -> copy.put(field, List.copyOf(messages)));
        return new Checked.Faulty<>(Collections.unmodifiableMap(copy));
    }
}
