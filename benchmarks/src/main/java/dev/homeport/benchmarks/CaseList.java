package dev.homeport.benchmarks;

import dev.homeport.benchmarks.Settings.Case;
import dev.homeport.benchmarks.load.DnsLoad;
import dev.homeport.benchmarks.load.Dnsperf;
import dev.homeport.benchmarks.load.H2load;
import dev.homeport.benchmarks.load.Load;
import dev.homeport.benchmarks.load.Page;
import dev.homeport.benchmarks.load.Questions;
import dev.homeport.benchmarks.load.Wrk;
import dev.homeport.benchmarks.probe.DnsQuestion;
import dev.homeport.benchmarks.process.Core;
import dev.homeport.benchmarks.process.Tool;
import dev.homeport.benchmarks.server.Content;
import dev.homeport.benchmarks.server.Homeport;
import dev.homeport.benchmarks.server.Protocol;
import dev.homeport.benchmarks.server.Running;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Turns the chosen cases into loads, leaving out those whose tool is missing; used once. */
final class CaseList {
    private static final String PRODUCT_PATH = "/api/products/galley-proof-pad-a3";
    private static final String PAGE_PATH = "/products";

    private static final int CONNECTIONS = 64;

    private final Settings settings;
    private final Workspace workspace;
    private final Servers servers;
    private final List<LoadCase> cases = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    CaseList(Settings settings, Workspace workspace, Servers servers) {
        this.settings = settings;
        this.workspace = workspace;
        this.servers = servers;
    }

    /**
     * Checks that all servers answer alike, and lists the loads.
     *
     * @throws IOException if they do not, or a file of questions cannot be written
     */
    List<LoadCase> build() throws IOException {
        if (settings.cases().contains(Case.DNS)) dns(servers.speaking(Protocol.DNS));
        if (settings.cases().contains(Case.HTTP)) {
            files(servers.speaking(Protocol.HTTP));
        }
        if (settings.cases().contains(Case.JSON)) {
            records(servers.named(Homeport.NAME));
        }
        return List.copyOf(cases);
    }

    /** What was left out. */
    List<String> remarks() {
        return List.copyOf(remarks);
    }

    private void dns(List<Running> asked) throws IOException {
        if (asked.isEmpty()) return;
        Path mix = questions("mix", Questions.mix(), asked);
        Path misses = questions("misses", Questions.misses(), asked);
        Core core = settings.clientCore();
        Path dnsload = settings.place().dnsload();
        if (Files.isExecutable(dnsload)) {
            add("DNS over UDP, mix", "queries", new DnsLoad(dnsload, mix, core), asked);
            add("DNS over UDP, NXDOMAIN", "queries", new DnsLoad(dnsload, misses, core), asked);
            if (settings.names() > 0) large(asked, dnsload);
        } else {
            remarks.add("dnsload was not built: a C compiler is missing (Debian: gcc libc6-dev)");
        }
        Optional<Path> dnsperf = tool("dnsperf");
        if (dnsperf.isEmpty()) return;
        for (Dnsperf.Transport transport : Dnsperf.Transport.values()) {
            var load = new Dnsperf(dnsperf.get(), transport, mix, core);
            add("DNS over " + transport + ", mix", "queries", load, asked);
        }
    }

    private void large(List<Running> asked, Path dnsload) throws IOException {
        Path file = questions("large", Questions.large(settings.names()), asked);
        String title = String.format(Locale.ROOT, "DNS over UDP, a zone of %,d", settings.names());
        add(title, "queries", new DnsLoad(dnsload, file, settings.clientCore()), asked);
    }

    private Path questions(String name, List<DnsQuestion> questions, List<Running> asked)
            throws IOException {
        Agreement.requireSameDns(asked, questions);
        Path file = workspace.folder().resolve(name + ".questions");
        Questions.write(questions, file);
        return file;
    }

    private void files(List<Running> asked) throws IOException {
        Page small = Page.of(Content.SMALL_FILE);
        http("1 KiB file, HTTP/1.1", Content.SMALL_FILE, asked);
        Path script = workspace.folder().resolve("eight-in-a-row.lua");
        Files.writeString(script, Wrk.EIGHT_IN_A_ROW);
        wrk("1 KiB file, eight requests in a row", small, CONNECTIONS, Optional.of(script), asked);
        wrk("path without a file", Page.missing(), CONNECTIONS, Optional.empty(), asked);
        http("100 KiB file", Content.MIDDLE_FILE, asked);
        Page large = Page.of(Content.LARGE_FILE);
        Agreement.requirePage(asked, Content.LARGE_FILE);
        wrk("10 MiB file, eight connections", large, 8, Optional.empty(), asked);
        wrk("1 KiB file over TLS", small.overTls(), CONNECTIONS, Optional.empty(), asked);
        Optional<Path> h2load = tool("h2load");
        if (h2load.isEmpty()) return;
        var load = new H2load(h2load.get(), small.overTls(), settings.clientCore());
        add("1 KiB file, HTTP/2 over TLS, 32 streams", "requests", load, asked);
    }

    /** As they are given while nothing is written, and as they are made after a write. */
    private void records(List<Running> asked) throws IOException {
        http("record of the store as JSON", PRODUCT_PATH, asked);
        http("page made of records of the store", PAGE_PATH, asked);
        Path script = workspace.folder().resolve("anew.lua");
        Files.writeString(script, Wrk.ANEW);
        Page record = Page.of(PRODUCT_PATH);
        wrk("record as JSON, made anew each time", record, CONNECTIONS, Optional.of(script), asked);
        Page page = Page.of(PAGE_PATH);
        wrk("page of records, made anew each time", page, CONNECTIONS, Optional.of(script), asked);
    }

    private void http(String title, String path, List<Running> asked) throws IOException {
        Agreement.requirePage(asked, path);
        wrk(title, Page.of(path), CONNECTIONS, Optional.empty(), asked);
    }

    private void wrk(
            String title, Page page, int connections, Optional<Path> script, List<Running> asked) {
        Optional<Path> wrk = tool("wrk");
        if (wrk.isEmpty() || asked.isEmpty()) return;
        var load = new Wrk(wrk.get(), page, connections, script, settings.clientCore());
        add(title, "requests", load, asked);
    }

    private Optional<Path> tool(String name) {
        Optional<Path> found = Tool.find(name, settings.place().searchPath());
        if (found.isEmpty()) remarks.add(name + " is not installed: its cases were left out");
        return found;
    }

    private void add(String title, String unit, Load load, List<Running> asked) {
        cases.add(new LoadCase(title, unit, load, asked));
    }
}
