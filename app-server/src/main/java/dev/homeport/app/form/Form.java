package dev.homeport.app.form;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of a submission, in the order they came in; a name may come several times.
 *
 * @param fields the values of each field
 */
public record Form(Map<String, List<String>> fields) {

    public Form {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        fields.forEach((name, values) -> copy.put(name, List.copyOf(values)));
        fields = Collections.unmodifiableMap(copy);
    }

    /** The value of the field {@code name}; empty when it is missing or came more than once. */
    public Optional<String> find(String name) {
        List<String> values = fields.getOrDefault(name, List.of());
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }

    /** Whether the field {@code name} came, once or several times. */
    public boolean has(String name) {
        return fields.containsKey(name);
    }
}
