package dev.homeport.testkit;

import dev.homeport.http.Handler;
import dev.homeport.storage.Collection;
import dev.homeport.storage.Store;
import dev.homeport.storage.memory.MemoryStore;

import org.xbill.DNS.Resolver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.regex.Pattern;

import javax.net.ssl.SSLContext;

/**
 * A domain that serves for one test: a name server, a web server with and without TLS, on free
 * ports of the loopback address. While it is open, this JVM resolves the names of the domain by
 * asking its name server; all other names are resolved as ever.
 *
 * <p>It starts with {@code @ A 127.0.0.1} and {@code www CNAME @}, without routes and without
 * faults. {@link HomeportTest} opens one for each test; elsewhere {@link #open} does. Thread-safe.
 * Who opens it closes it.
 */
public final class TestDomain implements AutoCloseable {
    private static final Pattern NAME =
            Pattern.compile(
                    "(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");

    private final String name;
    private final TestClock clock;
    private final TestCertificates certificates;
    private final Faults faults;
    private final TestNames names;
    private final TestWeb web;
    private final Clients clients;
    private final ConcurrentLinkedDeque<Store> stores = new ConcurrentLinkedDeque<>();

    private TestDomain(String name) {
        this.name = name;
        clock = new TestClock(Instant.now());
        certificates = new TestCertificates(name, clock);
        faults = new Faults(name, certificates::serve);
        names = new TestNames(name, clock, faults);
        web = new TestWeb(clock, faults, certificates.live());
        clients = new Clients(this);
    }

    /**
     * Opens a domain.
     *
     * @param name such as {@code foobar.com}
     * @throws IllegalArgumentException when it is no host name
     * @throws IllegalStateException when this JVM keeps addresses that it has found; the message
     *     says what to do
     */
    public static TestDomain open(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (!NAME.matcher(lower).matches()) {
            throw new IllegalArgumentException("no domain name: '" + name + "'");
        }
        NameCacheCheck.require();
        TestDomain domain = new TestDomain(lower);
        JvmNames.add(domain);
        return domain;
    }

    /** The domain's name, lower-case. */
    public String name() {
        return name;
    }

    /**
     * Adds records, as lines of a master file (RFC 1035 5).
     *
     * @param lines such as {@code api 60 A 127.0.0.1}; names without a final dot are below the
     *     domain
     * @throws IllegalArgumentException when one of them is wrong; nothing is changed then
     */
    public TestDomain records(String lines) {
        names.add(lines);
        return this;
    }

    /**
     * Serves these records and no others. Without a SOA record among them there are a usual one, an
     * NS record and the address of {@code ns1}.
     *
     * @throws IllegalArgumentException when one of them is wrong; nothing is changed then
     */
    public TestDomain zone(String lines) {
        names.replace(lines);
        return this;
    }

    /** As {@link #zone(String)}, with the lines of {@code file}. */
    public TestDomain zone(Path file) {
        try {
            return zone(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the zone file " + file, e);
        }
    }

    /** Answers GET (and HEAD) of {@code pattern}, such as {@code /products/{id}}. */
    public TestDomain get(String pattern, Handler handler) {
        return route("GET", pattern, handler);
    }

    /** Answers POST of {@code pattern}. */
    public TestDomain post(String pattern, Handler handler) {
        return route("POST", pattern, handler);
    }

    /**
     * Answers {@code method} of {@code pattern} on every host of the domain, in place of an earlier
     * route of both. The handler runs on a virtual thread; what it throws is answered 500.
     */
    public TestDomain route(String method, String pattern, Handler handler) {
        web.route(method, pattern, handler);
        return this;
    }

    /** Serves the files of {@code folder}, as they are now, where no route answers. */
    public TestDomain files(Path folder) {
        web.files(folder);
        return this;
    }

    /** A store in memory, empty, that lives as long as the domain. */
    public Store store(Collection... collections) {
        Store store = MemoryStore.of(collections);
        stores.add(store);
        return store;
    }

    /** What is wrong with the domain, to be changed. */
    public Faults faults() {
        return faults;
    }

    /**
     * The time of the domain: of its certificate, its files, its records in {@link #resolver}, and
     * of whatever a test hands it to.
     */
    public TestClock clock() {
        return clock;
    }

    /** Serves a certificate that begins now, as a renewal would. */
    public TestDomain renewCertificate() {
        certificates.renew();
        return this;
    }

    /** {@code https://www.}, the domain, the port, and {@code path}, which begins with a slash. */
    public URI uri(String path) {
        return uri("www." + name, path);
    }

    /** The same for another host of the domain. */
    public URI uri(String host, String path) {
        return URI.create("https://" + host + ":" + web.tlsPort() + path);
    }

    /** {@code http://www.}, the domain, the port, and {@code path}, which begins with a slash. */
    public URI plainUri(String path) {
        return URI.create("http://www." + name + ":" + web.port() + path);
    }

    /** Where the name server answers, over UDP and TCP. */
    public InetSocketAddress nameServer() {
        return names.address();
    }

    /** The authority that clients have to trust, for those who build trust of their own. */
    public X509Certificate authority() {
        return certificates.authority();
    }

    /** Trusts the domain's authority and no other, by the domain's clock. */
    public SSLContext sslContext() {
        return clients.sslContext();
    }

    /** A client that trusts the domain and finds its hosts. */
    public HttpClient client() {
        return clients.client();
    }

    /**
     * A client of the name server that keeps records as long as their TTL says, by the domain's
     * clock, as resolvers do.
     */
    public Resolver resolver() {
        return clients.resolver();
    }

    /** The queries that came, oldest first, the last 10,000. */
    public List<NameQuery> queries() {
        return names.queries();
    }

    /** The requests that were answered, oldest first, the last 10,000. */
    public List<Visit> visits() {
        return web.visits();
    }

    /** Forgets queries and visits of before. */
    public void forgetRecorded() {
        names.forget();
        web.forget();
    }

    @Override
    public void close() {
        JvmNames.remove(this);
        clients.close();
        web.close();
        names.close();
        stores.forEach(Store::close);
    }
}
