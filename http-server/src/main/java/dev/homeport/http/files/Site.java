package dev.homeport.http.files;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The files of a site at one moment, by the path they are asked for. Immutable. */
public final class Site {
    static final Site EMPTY = new Site(Map.of(), Map.of(), Pages.DEFAULT);
    static final String INDEX = "/index.html";

    private final Map<String, Asset> assets;
    private final Map<String, Asset> indexes;
    private final Set<String> directories;
    private final Map<Integer, Asset> errors;
    private final Pages pages;

    /**
     * @param assets by path from the root of the site, such as {@code /css/main.css}
     * @param listings the pages of folders without an index, by path with a slash at the end
     */
    Site(Map<String, Asset> assets, Map<String, Asset> listings, Pages pages) {
        this.assets = Map.copyOf(assets);
        this.pages = pages;
        this.errors = errors(assets, pages);
        Set<String> parents = new HashSet<>();
        Map<String, Asset> byDirectory = new HashMap<>(listings);
        assets.forEach(
                (path, asset) -> {
                    for (int slash = path.lastIndexOf('/'); slash > 0; ) {
                        parents.add(path.substring(0, slash));
                        slash = path.lastIndexOf('/', slash - 1);
                    }
                    if (path.endsWith(INDEX)) {
                        byDirectory.put(path.substring(0, path.length() - 10), asset);
                    }
                });
        this.directories = Set.copyOf(parents);
        this.indexes = Map.copyOf(byDirectory);
    }

    private static Map<Integer, Asset> errors(Map<String, Asset> assets, Pages pages) {
        Map<Integer, Asset> errors = new HashMap<>();
        pages.errors()
                .forEach(
                        (status, path) -> {
                            Asset page = assets.get(path);
                            if (page != null) errors.put(status, page.asError(status));
                        });
        return Map.copyOf(errors);
    }

    /** What stands under a path. */
    sealed interface Lookup {

        /** A file, or the index of a directory. */
        record Found(Asset asset) implements Lookup {}

        /** A directory, asked for without its final slash. */
        record Directory() implements Lookup {}

        /** Nothing. */
        record Missing() implements Lookup {}
    }

    private static final Lookup DIRECTORY = new Lookup.Directory();
    private static final Lookup MISSING = new Lookup.Missing();

    Lookup find(String path) {
        Asset asset = path.endsWith("/") ? indexes.get(path) : assets.get(path);
        if (asset != null) return new Lookup.Found(asset);
        return directories.contains(path) ? DIRECTORY : MISSING;
    }

    /** The page for answers of {@code status}. */
    Optional<Asset> errorPage(int status) {
        return Optional.ofNullable(errors.get(status));
    }

    /** The page for {@code path}, under which there is nothing, if such paths have one. */
    Optional<Asset> fallback(String path) {
        if (!pages.fallsBack(path)) return Optional.empty();
        return Optional.ofNullable(assets.get(pages.fallback()));
    }

    /** How many files there are. */
    public int size() {
        return assets.size();
    }

    Map<String, Asset> assets() {
        return assets;
    }
}
