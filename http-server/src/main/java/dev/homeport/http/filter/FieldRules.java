package dev.homeport.http.filter;

import dev.homeport.http.Headers;
import dev.homeport.http.semantics.PathPattern;

import java.util.List;

/**
 * Fields that are set or removed in all answers under some paths; every rule that fits is followed,
 * in order. Following them twice is the same as once. Immutable.
 *
 * @param rules in their order
 */
public record FieldRules(List<Rule> rules) {
    /** No rule. */
    public static final FieldRules NONE = new FieldRules(List.of());

    public FieldRules {
        rules = List.copyOf(rules);
    }

    /**
     * One rule.
     *
     * @param paths those it is about
     * @param set fields that take the place of those with the same names
     * @param removed names of fields that are left out
     */
    public record Rule(PathPattern paths, Headers set, List<String> removed) {
        public Rule {
            removed = List.copyOf(removed);
        }

        Headers apply(Headers fields) {
            Headers changed = fields;
            for (String name : removed) changed = changed.without(name);
            for (String name : set.names()) {
                // The type of an answer can be corrected; one without content has none.
                boolean type = name.equalsIgnoreCase("content-type");
                if (!type || changed.contains(name)) changed = changed.with(name, set.joined(name));
            }
            return changed;
        }
    }

    /** {@code fields} of an answer for {@code path}, as the rules want them. */
    public Headers apply(String path, Headers fields) {
        Headers changed = fields;
        for (Rule rule : rules) {
            if (rule.paths().matches(path)) changed = rule.apply(changed);
        }
        return changed;
    }
}
