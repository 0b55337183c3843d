package dev.homeport.http.files;

import dev.homeport.http.files.Asset.Stamp;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads a folder into a {@link Site}. It blocks: not for event loops. */
public final class SiteFiles {

    private SiteFiles() {}

    /**
     * A site and what is wrong with its folder.
     *
     * @param site all that could be read
     * @param problems one line for each file or folder that cannot be served, and why
     */
    public record Loaded(Site site, List<String> problems) {
        public Loaded {
            problems = List.copyOf(problems);
        }
    }

    /** Loads the folder {@code root} with default options. */
    public static Loaded load(Path root) {
        return load(root, SiteOptions.DEFAULT, InstantSource.system());
    }

    /** Loads the folder {@code root}. */
    public static Loaded load(Path root, SiteOptions options, InstantSource clock) {
        return read(
                FileWalk.below(root, options.filesMax()), Site.EMPTY, options, clock, Pass.LATER);
    }

    /** Reads {@code found}, but takes over what has not changed since {@code before}. */
    static Loaded read(
            FileWalk.Found found,
            Site before,
            SiteOptions options,
            InstantSource clock,
            Pass pass) {
        AssetReader reader = new AssetReader(options, clock.instant().getEpochSecond(), pass);
        Map<String, Asset> assets = new HashMap<>();
        List<String> problems = new ArrayList<>(found.problems());
        Map<String, Stamp> files = withUnknown(found, before);
        files.forEach(
                (path, stamp) -> {
                    try {
                        assets.put(path, asset(reader, pass, before, path, stamp));
                    } catch (IOException e) {
                        problems.add(stamp.file() + ": cannot be read: " + e);
                        Asset old = before.assets().get(path);
                        if (old != null) assets.put(path, reader.keep(old));
                    }
                });
        Map<String, Asset> listings = listings(files, reader, options.pages(), problems);
        return new Loaded(new Site(assets, listings, options.pages()), problems);
    }

    /** What was found, and what was there before in folders that cannot be read now. */
    private static Map<String, Stamp> withUnknown(FileWalk.Found found, Site before) {
        if (found.unread().isEmpty()) return found.files();
        Map<String, Stamp> files = new HashMap<>(found.files());
        before.assets()
                .forEach(
                        (path, asset) -> {
                            if (found.isUnknown(path)) files.putIfAbsent(path, asset.stamp());
                        });
        return files;
    }

    private static Map<String, Asset> listings(
            Map<String, Stamp> files, AssetReader reader, Pages pages, List<String> problems) {
        Map<String, Asset> listings = new HashMap<>();
        DirectoryPages.of(files, pages)
                .forEach(
                        (path, page) -> {
                            try {
                                listings.put(path, reader.page(path, page.html(), page.nanos()));
                            } catch (IOException e) {
                                problems.add(path + ": cannot be listed: " + e);
                            }
                        });
        return listings;
    }

    private static Asset asset(AssetReader reader, Pass pass, Site before, String path, Stamp stamp)
            throws IOException {
        Asset old = before.assets().get(path);
        if (old != null && old.stamp().equals(stamp)) {
            return pass == Pass.COMPLETING ? reader.complete(path, old) : reader.keep(old);
        }
        return reader.read(path, stamp);
    }
}
