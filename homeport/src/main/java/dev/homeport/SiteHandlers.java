package dev.homeport;

import dev.homeport.app.Application;
import dev.homeport.app.Services;
import dev.homeport.config.Config;
import dev.homeport.config.Site;
import dev.homeport.http.Filter;
import dev.homeport.http.Handler;
import dev.homeport.http.HostRedirect;
import dev.homeport.http.VirtualHosts;
import dev.homeport.http.files.LiveSite;
import dev.homeport.http.files.SiteOptions;
import dev.homeport.http.files.StaticFiles;
import dev.homeport.storage.Store;
import dev.homeport.storage.StoreProblem;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;

/** Builds what answers each host: its files and its application, or a redirect. */
final class SiteHandlers {
    private final Config config;
    private final Store store;
    private final Surroundings surroundings;
    private final LiveFacts facts;
    private final IntSupplier httpsPort;
    private final Map<Folder, LiveSite> sites = new HashMap<>();

    /** A folder as it is loaded; with other options it is another one. */
    private record Folder(Path root, SiteOptions options) {
        static Folder of(LiveSite site) {
            return new Folder(site.root(), site.options());
        }
    }

    /**
     * @param httpsPort tells where HTTPS is spoken, once it is
     * @param known sites that are open already and are served on
     */
    SiteHandlers(
            Config config,
            Store store,
            Surroundings surroundings,
            LiveFacts facts,
            IntSupplier httpsPort,
            List<LiveSite> known) {
        this.config = config;
        this.store = store;
        this.surroundings = surroundings;
        this.facts = facts;
        this.httpsPort = httpsPort;
        for (LiveSite site : known) sites.put(Folder.of(site), site);
    }

    /**
     * The hosts, ready to be served.
     *
     * @param hosts answers every request
     * @param sites the folders in use
     */
    record Built(Handler hosts, List<LiveSite> sites) {
        Built {
            sites = List.copyOf(sites);
        }
    }

    /** Starts the applications; what is wrong with single files goes to {@code findings}. */
    Built build(Findings findings) throws StoreProblem {
        Map<String, Handler> hosts = new HashMap<>();
        Map<Folder, LiveSite> used = new HashMap<>();
        for (Site site : config.sites()) {
            Handler handler =
                    switch (site) {
                        case Site.Content content -> content(content, used, findings);
                        case Site.Redirect redirect -> new HostRedirect(redirect.target());
                    };
            for (String host : site.hosts()) hosts.put(host, handler);
        }
        return new Built(VirtualHosts.of(hosts), List.copyOf(used.values()));
    }

    private Handler content(Site.Content site, Map<Folder, LiveSite> used, Findings findings)
            throws StoreProblem {
        SiteFilters filters = new SiteFilters(site.rules(), surroundings, httpsPort);
        LiveSite folder =
                used.computeIfAbsent(new Folder(site.root(), filters.files()), this::open);
        folder.problems().forEach(findings::warning);
        Handler content = inside(site, StaticFiles.of(folder), filters);
        return Filter.chain(filters.aroundSite(folder), content);
    }

    private Handler inside(Site.Content site, StaticFiles files, SiteFilters filters)
            throws StoreProblem {
        Optional<Application> application = site.findApplication().flatMap(Applications::find);
        if (application.isEmpty()) return files;
        // The application sends what it does not know to the files, whose 404 page is the site's.
        Handler dynamic = application.get().start(services(files));
        return files.otherwise(Filter.chain(filters.aroundApplication(), dynamic));
    }

    private LiveSite open(Folder folder) {
        LiveSite known = sites.get(folder);
        if (known == null) {
            return LiveSite.open(folder.root(), folder.options(), surroundings.clock());
        }
        known.refresh();
        return known;
    }

    private Services services(Handler files) {
        return new Services(store, surroundings.clock(), surroundings.random(), facts, files);
    }
}
