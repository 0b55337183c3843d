package dev.homeport;

import dev.homeport.app.Application;
import dev.homeport.app.gazette.Gazette;
import dev.homeport.storage.Collection;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The applications a site can name in its configuration. */
public final class Applications {
    private static final Map<String, Application> BY_NAME = Map.of("gazette", new Gazette());

    private Applications() {}

    static Optional<Application> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** Their names. */
    public static Set<String> names() {
        return new TreeSet<>(BY_NAME.keySet());
    }

    /** The collections of all of them, so that a reload can start any of them. */
    static List<Collection> collections() {
        return BY_NAME.values().stream()
                .flatMap(application -> application.collections().stream())
                .distinct()
                .toList();
    }
}
