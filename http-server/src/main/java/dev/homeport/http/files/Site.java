package dev.homeport.http.files;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The files of a site at one moment, by the path they are asked for. Immutable. */
public final class Site {
    static final Site EMPTY = new Site(Map.of());
    private static final String INDEX = "/index.html";

    private final Map<String, Asset> assets;
    private final Map<String, Asset> indexes;
    private final Set<String> directories;

    /** {@code assets} by path from the root of the site, such as {@code /css/main.css}. */
    Site(Map<String, Asset> assets) {
        this.assets = Map.copyOf(assets);
        Set<String> parents = new HashSet<>();
        Map<String, Asset> byDirectory = new java.util.HashMap<>();
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

    /** How many files there are. */
    public int size() {
        return assets.size();
    }

    Map<String, Asset> assets() {
        return assets;
    }
}
