package dev.homeport;

import dev.homeport.admin.ReloadOutcome;
import dev.homeport.admin.StatusReport;
import dev.homeport.config.Config;
import dev.homeport.dns.DnsServer;
import dev.homeport.http.tls.Certificates;
import dev.homeport.storage.sqlite.SqliteStore;

import java.util.List;

/**
 * The running program: name server, web server, applications and store of one configuration.
 *
 * <p>Thread-safe. Who starts it closes it.
 */
public final class Homeport implements AutoCloseable {
    private final Resources resources;
    private final Running running;
    private final Reload reload;

    private Homeport(Resources resources, Startup.Started started) {
        this.resources = resources;
        running = started.running();
        reload = started.reload();
    }

    /**
     * Starts everything that {@code config} asks for: store, name server, applications, web server.
     * Names come first since they are ready first, and since others than our own sites live by
     * them; only where records are derived from what the web server listens on do they wait for it.
     *
     * @throws StartProblem with every reason that was found; nothing stays open then
     */
    public static Homeport start(Config config, Surroundings surroundings) throws StartProblem {
        Resources resources = new Resources();
        try {
            Startup.Started started = new Startup(config, surroundings, resources).run();
            return new Homeport(resources, started);
        } catch (StartProblem | RuntimeException | Error e) {
            resources.close();
            throw e;
        }
    }

    /**
     * Brings up native libraries on threads of their own. That is among the longest steps of a
     * start, so who is going to {@link #start} calls this first of all; nothing depends on it.
     */
    public static void prepare() {
        aside("prepare-store", SqliteStore::prepare);
        aside("prepare-dns", DnsServer::prepare);
        aside("prepare-tls", Certificates::prepare);
    }

    private static void aside(String name, Runnable step) {
        Thread.ofPlatform().daemon().name(name).start(step);
    }

    /** The sockets it answers on, with their real ports. */
    public List<StatusReport.Listener> listeners() {
        return running.listeners();
    }

    /** What it says of itself now. */
    public StatusReport status() {
        return running.status();
    }

    /**
     * Reads configuration, zones, sites and certificates again. All of it takes effect, or nothing
     * does and the old state keeps serving. Log files are opened anew either way.
     */
    public ReloadOutcome reload() {
        return reload.run();
    }

    /** Stops accepting, finishes what runs within the configured time, closes the store last. */
    @Override
    public void close() {
        resources.close();
    }
}
