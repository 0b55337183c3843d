package dev.homeport.config;

import dev.homeport.http.semantics.PathPattern;

/** Reads patterns of paths: {@code /docs/**}. */
final class Patterns {
    private Patterns() {}

    static PathPattern parse(String text) throws BadValue {
        try {
            return PathPattern.of(text);
        } catch (IllegalArgumentException e) {
            throw new BadValue(
                    Quoted.of(text) + " is no pattern of paths: " + e.getMessage(),
                    "write a path such as \"/about\", \"/img/*.png\" or \"/docs/**\"");
        }
    }

    /** What the rule in {@code section} is about; every path unless it says so. */
    static PathPattern of(Section section) {
        return section.read("path", PathPattern.ALL, Patterns::parse);
    }
}
