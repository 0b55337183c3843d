package dev.homeport.http.files;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A site that follows its folder: {@link #refresh} looks for changes and replaces the snapshot
 * whole.
 *
 * <p>Thread-safe; requests in flight keep the snapshot they began with.
 */
public final class LiveSite {
    private final Path root;
    private final SiteOptions options;
    private final InstantSource clock;
    private final AtomicReference<State> current;

    /** A snapshot with the walk it was made from. */
    private record State(FileWalk.Found walk, SiteFiles.Loaded loaded, Pass pass) {}

    private LiveSite(Path root, SiteOptions options, InstantSource clock) {
        this.root = root;
        this.options = options;
        this.clock = clock;
        this.current = new AtomicReference<>(read(Site.EMPTY));
    }

    /** Loads the folder {@code root}; what cannot be read is among the {@link #problems}. */
    public static LiveSite open(Path root, SiteOptions options, InstantSource clock) {
        return new LiveSite(root, options, clock);
    }

    /** Loads the folder {@code root} with default options. */
    public static LiveSite open(Path root) {
        return open(root, SiteOptions.DEFAULT, InstantSource.system());
    }

    private State read(Site before) {
        FileWalk.Found walk = FileWalk.below(root, options.filesMax());
        Pass pass = Pass.FIRST;
        return new State(walk, SiteFiles.read(walk, before, options, clock, pass), pass);
    }

    /** The files as they are now known. */
    public Site current() {
        return current.get().loaded().site();
    }

    /** The folder. */
    public Path root() {
        return root;
    }

    /** How it is loaded. */
    public SiteOptions options() {
        return options;
    }

    /** What cannot be served, one line each. */
    public List<String> problems() {
        return current.get().loaded().problems();
    }

    /**
     * Looks at every file's size and time, reads what changed and publishes a new snapshot. It
     * blocks; calling it once a second is cheap while nothing changes.
     *
     * @return whether something had changed
     */
    public synchronized boolean refresh() {
        State before = current.get();
        FileWalk.Found walk = FileWalk.below(root, options.filesMax());
        // A file that could not be read may be readable now, though it looks the same.
        boolean same = walk.equals(before.walk()) && before.loaded().problems().isEmpty();
        if (same && before.pass() != Pass.FIRST) return false;
        Pass pass = before.pass().next();
        SiteFiles.Loaded loaded =
                SiteFiles.read(walk, before.loaded().site(), options, clock, pass);
        current.set(new State(walk, loaded, pass));
        return !walk.equals(before.walk()) || !loaded.problems().equals(before.loaded().problems());
    }
}
