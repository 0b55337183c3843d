package dev.homeport;

import dev.homeport.config.LogSettings;
import dev.homeport.dns.QueryLog;
import dev.homeport.dns.wire.Transport;
import dev.homeport.http.Exchange;
import dev.homeport.http.HttpObserver;
import dev.homeport.http.Request;
import dev.homeport.http.RequestId;
import dev.homeport.log.AccessEntry;
import dev.homeport.log.AccessFormats;
import dev.homeport.log.LineFormat;
import dev.homeport.log.LineLog;
import dev.homeport.log.QueryEntry;
import dev.homeport.log.QueryFormats;

import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

import java.io.IOException;
import java.lang.System.Logger;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Access log and query log. The servers hand over an entry and go on; formatting and writing are
 * the work of the logs' own threads. Thread-safe.
 */
final class Logs implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Logs.class.getName());

    private final HttpObserver requests;
    private final QueryLog queries;
    private final List<LineLog<?>> open;

    private Logs(HttpObserver requests, QueryLog queries, List<LineLog<?>> open) {
        this.requests = requests;
        this.queries = queries;
        this.open = open;
    }

    /** Opens the logs that are switched on. */
    static Logs open(LogSettings settings, InstantSource clock) throws IOException {
        List<LineLog<?>> open = new ArrayList<>();
        HttpObserver requests =
                switch (settings.access()) {
                    case COMBINED -> access(settings, AccessFormats::combined, clock, open);
                    case JSON -> access(settings, AccessFormats::json, clock, open);
                    case OFF -> new Failures();
                };
        QueryLog queries =
                switch (settings.query()) {
                    case TEXT -> query(settings, QueryFormats::text, clock, open);
                    case JSON -> query(settings, QueryFormats::json, clock, open);
                    case OFF -> QueryLog.NONE;
                };
        return new Logs(requests, queries, List.copyOf(open));
    }

    private static HttpObserver access(
            LogSettings settings,
            LineFormat<AccessEntry> format,
            InstantSource clock,
            List<LineLog<?>> open)
            throws IOException {
        LineLog<Seen> log =
                line(settings.accessFile(), (seen, line) -> format.append(entry(seen), line));
        open.add(log);
        return HttpObserver.all(
                exchange -> log.offer(new Seen(exchange, clock.millis())), new Failures());
    }

    private static QueryLog query(
            LogSettings settings,
            LineFormat<QueryEntry> format,
            InstantSource clock,
            List<LineLog<?>> open)
            throws IOException {
        LineLog<QueryEntry> log = line(settings.queryFile(), format);
        open.add(log);
        return answered -> log.offer(entry(answered, clock));
    }

    private static <E> LineLog<E> line(Path file, LineFormat<E> format) throws IOException {
        return LineLog.open(file, LineLog.ENTRIES_MAX, format, new Said());
    }

    /** An exchange and when it ended, in milliseconds since 1970: all an event loop hands over. */
    private record Seen(Exchange exchange, long millis) {}

    private static AccessEntry entry(Seen seen) {
        Exchange exchange = seen.exchange();
        return new AccessEntry(
                Instant.ofEpochMilli(seen.millis()).minusNanos(exchange.nanos()),
                text(exchange.remote()),
                exchange.method(),
                exchange.target(),
                exchange.host(),
                exchange.protocol().text(),
                exchange.status(),
                exchange.bytes(),
                exchange.nanos(),
                exchange.referer(),
                exchange.userAgent(),
                RequestId.text(exchange.requestId()));
    }

    private static QueryEntry entry(QueryLog.Entry answered, InstantSource clock) {
        return new QueryEntry(
                clock.instant(),
                text(answered.client()),
                transport(answered.transport()),
                answered.name(),
                Type.string(answered.type()),
                Rcode.string(answered.rcode()),
                answered.bytes(),
                answered.nanos());
    }

    private static QueryEntry.Transport transport(Transport transport) {
        return switch (transport) {
            case UDP -> QueryEntry.Transport.UDP;
            case TCP -> QueryEntry.Transport.TCP;
            case TLS -> QueryEntry.Transport.TLS;
            case HTTPS -> QueryEntry.Transport.HTTPS;
        };
    }

    private static String text(InetSocketAddress address) {
        return address.getAddress().getHostAddress();
    }

    /** Is told of every request. */
    HttpObserver requests() {
        return requests;
    }

    /** Is told of every query. */
    QueryLog queries() {
        return queries;
    }

    /** Opens the files anew, after a log rotation has moved them away. */
    void reopen() {
        open.forEach(LineLog::reopen);
    }

    @Override
    public void close() {
        open.forEach(LineLog::close);
    }

    /** What went wrong in our own code goes to the program's log, with where it happened. */
    private static final class Failures implements HttpObserver {
        @Override
        public void answered(Exchange exchange) {}

        @Override
        public void failed(Request request, Throwable failure) {
            LOG.log(
                    Logger.Level.ERROR,
                    "event=request_failed method=" + request.method() + " path=" + request.path(),
                    failure);
        }
    }

    /** Troubles with a log's disk are said once, and once more when they are over. */
    private static final class Said implements LineLog.Trouble {
        @Override
        public void began(Path file, Exception cause) {
            LOG.log(Logger.Level.ERROR, "event=log_unwritable file=" + file, cause);
        }

        @Override
        public void ended(Path file, long linesLost) {
            LOG.log(
                    Logger.Level.WARNING,
                    "event=log_writable_again file={0} lines_lost={1}",
                    file,
                    linesLost);
        }
    }
}
